#include "core/annotation/exchange/Table.h"

#include "core/annotation/AnnotationJson.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

namespace cf::annotation {

using nlohmann::json;

namespace {

constexpr std::size_t columns = 8;
using Row = std::vector<std::string>;

std::string quoted(const std::string &cell)
{
    if (cell.find_first_of(",\"\n\r") == std::string::npos)
        return cell;
    std::string text = "\"";
    for (const char c : cell)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

bool isNumbers(const json &value)
{
    const auto isPair = [](const json &one) { return one.is_number() || (one.is_array() && isNumbers(one)); };
    return value.is_array() && !value.empty() && std::ranges::all_of(value, isPair);
}

std::string numbersText(const json &value)
{
    std::string text;
    for (const json &one : value)
        text += (text.empty() ? "" : " ") + (one.is_array() ? numbersText(one) : one.dump());
    return text;
}

/// Where a value stands.
struct Place {
    std::string section;
    std::string number;
    std::string field;
};

class TableWriter
{
public:
    void add(const Annotation &annotation)
    {
        ++m_count;
        m_start = { std::to_string(m_count), annotation.annotator, annotation.subject.image.sopInstanceUid };
        const json text = toJson(annotation);
        for (const auto &[section, value] : text.items()) {
            if (value.is_array() && !isNumbers(value))
                for (std::size_t i = 0; i < value.size(); ++i)
                    addValue({ section, std::to_string(i + 1), {} }, value[i]);
            else
                addValue({ section, {}, {} }, value);
        }
    }
    const std::string &text() const { return m_text; }

private:
    void addValue(const Place &place, const json &value)
    {
        if (value.is_object())
            for (const auto &[name, member] : value.items())
                addValue(
                    { place.section, place.number, place.field.empty() ? name : place.field + "." + name }, member);
        else if (value.is_string() && !value.get_ref<const std::string &>().empty())
            addRow(place, "text", value.get<std::string>());
        else if (value.is_boolean())
            addRow(place, "yes/no", value.get<bool>() ? "yes" : "no");
        else if (value.is_number())
            addRow(place, "number", value.dump());
        else if (isNumbers(value))
            addRow(place, "numbers", numbersText(value));
    }
    void addRow(const Place &place, const char *kind, const std::string &value)
    {
        for (const std::string &cell : m_start)
            m_text += quoted(cell) + ",";
        m_text += quoted(place.section) + "," + place.number + "," + quoted(place.field) + "," + kind + ","
            + quoted(value) + "\r\n";
    }

    int m_count = 0;
    Row m_start;
    std::string m_text = std::string(tableHead) + "\r\n";
};

/// The rows of a CSV; nothing where a quote is left open.
std::optional<std::vector<Row>> rowsOf(std::string_view text)
{
    std::vector<Row> rows;
    Row row;
    std::string cell;
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isQuoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cell += text[++i];
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (c == ',' || c == '\n')) {
            row.push_back(std::move(cell));
            cell.clear();
            if (c == '\n') {
                rows.push_back(std::move(row));
                row.clear();
            }
        } else if (isQuoted || c != '\r') {
            cell += c;
        }
    }
    if (isQuoted)
        return std::nullopt;
    if (!cell.empty() || !row.empty()) {
        row.push_back(std::move(cell));
        rows.push_back(std::move(row));
    }
    return rows;
}

json numbersOf(const std::string &text, bool arePoints)
{
    const json flat = json::parse("[" + [&] {
        std::string list = text;
        std::ranges::replace(list, ' ', ',');
        return list;
    }() + "]");
    if (!arePoints)
        return flat;
    json points = json::array();
    for (std::size_t i = 0; i + 1 < flat.size(); i += 2)
        points.push_back({ flat[i], flat[i + 1] });
    return points;
}

json valueOfCell(const std::string &kind, const std::string &value, const std::string &field)
{
    if (kind == "yes/no")
        return value == "yes";
    if (kind == "number")
        return json::parse(value);
    if (kind == "numbers")
        return numbersOf(value, field == "points");
    return value;
}

/// Puts a value to "a.b" below `owner`. Throws for deeper places than any annotation has.
void putBelow(json &owner, const std::string &field, const json &value)
{
    constexpr int deepest = 8;
    json *place = &owner;
    std::size_t begin = 0;
    for (int depth = 0; begin <= field.size() && !field.empty(); ++depth) {
        if (depth == deepest)
            throw std::length_error("too deep");
        const std::size_t end = std::min(field.find('.', begin), field.size());
        place = &(*place)[field.substr(begin, end - begin)];
        begin = end + 1;
    }
    *place = value;
}

/// Whether JSON can hold the text.
bool isUtf8(std::string_view text)
{
    try {
        (void)json(text).dump();
        return true;
    } catch (const json::exception &) {
        return false;
    }
}

Result<std::vector<Annotation>> readRows(const std::vector<Row> &rows)
{
    std::map<int, json> texts;
    std::size_t numbered = 0; // Members of lists. Each has a row of its own at least.
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const Row &row = rows[i];
        const auto wrong = [&](const std::string &what) {
            return fail(ErrorCode::InvalidInput,
                std::string("Row ").append(std::to_string(i + 1)).append(" of the table ").append(what).append("."));
        };
        if (row.size() != columns)
            return wrong("has another number of columns than its head");
        try {
            json &text = texts[std::stoi(row[0])];
            json &section = text[row[3]];
            const json value = valueOfCell(row[6], row[7], row[5]);
            if (row[4].empty()) {
                putBelow(section, row[5], value);
                continue;
            }
            const int number = std::stoi(row[4]);
            if (number < 1)
                return wrong("has a number that cannot be");
            for (; section.size() < static_cast<std::size_t>(number); ++numbered) {
                if (numbered >= rows.size())
                    return wrong("has a number that cannot be");
                section.push_back(json(nullptr));
            }
            putBelow(section[static_cast<std::size_t>(number) - 1], row[5], value);
        } catch (const std::exception &) { // Of numbers that are none, and of members in the place of lists.
            return wrong("cannot be understood");
        }
    }
    std::vector<Annotation> annotations;
    for (const auto &[number, text] : texts) {
        CF_ASSIGN(Annotation annotation, annotationFromJson(text));
        annotations.push_back(std::move(annotation));
    }
    return annotations;
}

} // namespace

std::string toTable(const std::vector<Annotation> &annotations)
{
    TableWriter writer;
    for (const Annotation &annotation : annotations)
        writer.add(annotation);
    return writer.text();
}

Result<std::vector<Annotation>> fromTable(std::string_view table)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (table.starts_with(byteOrderMark))
        table.remove_prefix(byteOrderMark.size());
    if (!isUtf8(table))
        return fail(ErrorCode::InvalidInput,
            "The table is not UTF-8, so that words in it would be mistaken. Save it as \"CSV UTF-8\".");
    const auto rows = rowsOf(table);
    std::string head;
    for (const std::string &cell : rows && !rows->empty() ? rows->front() : Row())
        head += (head.empty() ? "" : ",") + cell;
    if (head != tableHead)
        return fail(ErrorCode::InvalidInput,
            "This is no table of annotations: its first line is not \"" + std::string(tableHead) + "\".");
    return readRows(*rows);
}

} // namespace cf::annotation
