#include "core/evaluation/page/EvaluationPage.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/Base64.h"
#include "core/base/text/HtmlText.h"

#include <cmath>
#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <map>
#include <sstream>

namespace cf {

namespace {

constexpr const char *head = R"(<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1500px; padding: 0 1rem; color: #1c2430; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
table { border-collapse: collapse; font-size: 13px; } .wide { overflow-x: auto; }
th, td { padding: .2rem .5rem; text-align: right; border-bottom: 1px solid #d9dee5; white-space: nowrap; }
th { text-align: right; color: #51606f; font-weight: 600; } td:first-child, th:first-child { text-align: left; }
tr.baseline td { color: #6b7785; } small { color: #51606f; }
figure { display: inline-block; margin: .3rem .8rem .3rem 0; } figcaption { font-size: 12px; color: #51606f; }
img { display: block; max-width: 100%; background: #000; }
td.found { background: #f6d7d3; } .flag { color: #9b2c1f; font-weight: 600; }
</style></head><body>
)";

constexpr std::string_view pageEnd = "</body></html>\n";
constexpr std::string_view sectionBegin = "<!-- section: ";
constexpr std::string_view sectionEnd = "<!-- end of section -->\n";
constexpr std::string_view markEnd = " -->\n";

/// The sections of a page of ours by name.
std::map<std::string, std::string> sectionsOf(const std::string &page)
{
    std::map<std::string, std::string> sections;
    std::size_t at = 0;
    while ((at = page.find(sectionBegin, at)) != std::string::npos) {
        const std::size_t name = at + sectionBegin.size();
        const std::size_t nameEnd = page.find(markEnd, name);
        const std::size_t end = page.find(sectionEnd, at);
        if (nameEnd == std::string::npos || end == std::string::npos || nameEnd > end)
            break; // Cut short: the rest is no section.
        const std::size_t body = nameEnd + markEnd.size();
        sections[page.substr(name, nameEnd - name)] = page.substr(body, end - body);
        at = end;
    }
    return sections;
}

} // namespace

std::string pageWithSection(const std::string &page, std::string_view section, std::string_view body)
{
    auto sections = sectionsOf(page);
    sections[std::string(section)] = body;
    std::string text(evaluationPageBegin);
    text += head;
    for (const auto &[name, content] : sections)
        text.append(sectionBegin).append(name).append(markEnd).append(content).append(sectionEnd);
    return text.append(pageEnd);
}

bool hasRoomFor(const std::string &page, std::string_view section)
{
    const auto sections = sectionsOf(page);
    return !sections.empty() && !sections.contains(std::string(section));
}

std::string numberText(double value)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(std::abs(value) >= 100.0 ? 0 : 2) << value;
    return text.str();
}

std::string embeddedPicture(const std::filesystem::path &file, std::string_view alternative)
{
    if (!checkRegularFile(file))
        return {};
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{ std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>() };
    if (bytes.empty())
        return {};
    return "<img alt=\"" + escapedHtml(alternative) + "\" src=\"data:image/jpeg;base64," + base64(bytes) + "\">";
}

} // namespace cf
