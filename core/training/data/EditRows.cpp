#include "core/training/data/EditRows.h"

#include "core/language/Captions.h"

namespace cf {

EditInstruction instructionFor(const Abnormality &abnormality, bool adds, RandomStream &stream)
{
    EditInstruction instruction{ adds ? EditAction::Add : EditAction::Remove, abnormality.target, abnormality.side,
        abnormality.zone, abnormality.severity };
    // A removal takes all of it away, however large; and of a device there is one, so its side need not be said.
    if (!adds || stream.chance(0.25))
        instruction.severity = Severity::None;
    if (stream.chance(0.25))
        instruction.zone = Zone::None;
    if (isDevice(abnormality.target) && stream.chance(0.5))
        instruction.side = Side::None;
    return instruction;
}

std::optional<EditInstruction> idleInstruction(const Abnormality &abnormality, bool present, RandomStream &stream)
{
    const bool sided = abnormality.side == Side::Left || abnormality.side == Side::Right;
    if (!present && stream.chance(0.7))
        return instructionFor(abnormality, false, stream);
    if (present && sided && stream.chance(0.7)) {
        Abnormality mirrored = abnormality;
        mirrored.side = abnormality.side == Side::Left ? Side::Right : Side::Left;
        EditInstruction instruction = instructionFor(mirrored, false, stream);
        instruction.side = mirrored.side;
        return instruction;
    }
    return std::nullopt;
}

EditRowSampler::EditRowSampler(const std::vector<PairRecord> &records, const EditRecipe &recipe)
    : m_records(records)
    , m_recipe(recipe)
    , m_pairs(records, recipe.insertionShare)
{
}

std::vector<EditRow> EditRowSampler::draw(int rows, RandomStream stream) const
{
    static const CaptionGrammar grammar = CaptionGrammar::bundled();
    std::vector<EditRow> drawn;
    for (int index = 0; index < rows; ++index) {
        EditRow row;
        row.pair = m_pairs.draw(stream);
        row.fromWith = stream.chance(0.5);
        row.toWith = !row.fromWith;
        const Abnormality &abnormality = m_records[row.pair].abnormality;
        if (stream.chance(m_recipe.idleShare)) {
            row.toWith = row.fromWith;
            const auto idle = idleInstruction(abnormality, row.fromWith, stream);
            row.instruction = idle ? captionOf(*idle, grammar) : doNothingCaption(grammar);
        } else {
            row.instruction = captionOf(instructionFor(abnormality, row.toWith, stream), grammar);
        }
        if (stream.chance(m_recipe.captionDropout))
            row.instruction.clear();
        drawn.push_back(std::move(row));
    }
    return drawn;
}

std::string kindOf(const EditRow &row, const PairRecord &record)
{
    return record.origin + (row.toWith ? " add " : " remove ") + std::string(keyOf(record.abnormality.target));
}

std::vector<EditRow> checkRows(const std::vector<PairRecord> &records, std::size_t maximum)
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    std::vector<std::size_t> pairs;
    for (std::size_t pair = 0; pair < records.size(); ++pair)
        if (isCheckPair(records[pair]))
            pairs.push_back(pair);
    std::vector<EditRow> rows;
    const std::size_t stride = std::max<std::size_t>(1, 2 * pairs.size() / maximum);
    for (std::size_t place = 0; place < pairs.size(); place += stride)
        for (const bool adds : { false, true }) {
            const Abnormality &abnormality = records[pairs[place]].abnormality;
            const EditInstruction instruction{ adds ? EditAction::Add : EditAction::Remove, abnormality.target,
                abnormality.side, abnormality.zone, adds ? abnormality.severity : Severity::None };
            rows.push_back({ pairs[place], !adds, adds, captionOf(instruction, grammar) });
        }
    return rows;
}

} // namespace cf
