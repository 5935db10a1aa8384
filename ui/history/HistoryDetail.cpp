#include "ui/history/HistoryDetail.h"

#include "ui/canvas/Viewport.h"
#include "ui/history/FactTable.h"
#include "ui/records/MethodWords.h"
#include "ui/session/SessionContents.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include <utility>

namespace cf::ui {
namespace {

QString shortHash(const std::string &hash)
{
    const QString text = QString::fromStdString(hash);
    return text.size() > 12 ? text.left(4) + " … " + text.right(4) : text;
}

} // namespace

HistoryDetail::HistoryDetail(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_table(new FactTable)
    , m_legend(new QLabel(tr("Bold: differs between the two.")))
    , m_one(new QWidget)
    , m_name(new QLabel)
    , m_source(new QLabel)
    , m_remark(new QPlainTextEdit)
    , m_provenance(new FactTable)
{
    theme::setRole(*this, "panel");
    theme::setRole(*m_title, "strong");
    theme::setRole(*m_name, "strong");
    theme::setRole(*m_legend, "hint");
    theme::setRole(*m_source, "caption");
    QHBoxLayout *views = makeViews();
    m_remark->setAccessibleName(tr("Your note on this edit"));
    m_remark->setPlaceholderText(tr("Your note on this edit"));
    m_remark->setTabChangesFocus(true);
    m_remark->setFixedHeight(56);
    buildButtons();
    layOutOneEdit();
    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 8, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_table);
    top->addWidget(m_legend);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_title->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_title);
    layout->addLayout(views);
    layout->addLayout(top);
    layout->addWidget(theme::horizontalLine());
    layout->addWidget(m_one);
    layout->addStretch(1);
    connect(m_remark, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling && m_row > 0)
            Q_EMIT remarkEdited(m_row, m_remark->toPlainText());
    });
    show({}, {});
}

QHBoxLayout *HistoryDetail::makeViews()
{
    auto *views = new QHBoxLayout;
    views->setSpacing(2);
    for (Viewport *&view : m_views) {
        view = new Viewport(m_tools, m_view);
        view->setContent({}); // Its name, too.
        view->setMinimumSize(130, 150);
        view->setFixedHeight(210);
        views->addWidget(view, 1);
    }
    return views;
}

void HistoryDetail::layOutOneEdit()
{
    auto *heading = new QHBoxLayout;
    heading->addWidget(m_name, 1);
    heading->addWidget(m_source);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_again, 0, 0);
    buttons->addWidget(m_branch, 0, 1);
    buttons->addWidget(m_asSource, 1, 0);
    buttons->addWidget(m_bin, 1, 1);
    auto *facts = new QLabel(tr("Provenance"));
    theme::setRole(*facts, "strong");
    auto *one = new QVBoxLayout(m_one);
    one->setContentsMargins(12, 8, 12, 12);
    one->setSpacing(8);
    one->addLayout(heading);
    one->addWidget(m_remark);
    one->addLayout(buttons);
    one->addWidget(theme::horizontalLine());
    one->addWidget(facts);
    one->addWidget(m_provenance);
}

void HistoryDetail::buildButtons()
{
    const auto make = [](const QString &text, const char *glyph, const QString &tip) {
        auto *button = new QPushButton(theme::icon(glyph, "text.primary", 16), text);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus);
        return button;
    };
    m_again = make(tr("Run again"), "redo", tr("Makes the edit once more and says whether the same comes of it"));
    m_branch = make(tr("Branch"), "branch", tr("The next edits stand under this one (Ctrl+B)"));
    m_asSource = make(tr("Use as source"), "overlay", tr("Edit this counterfactual in its turn (Ctrl+Shift+B)"));
    m_bin = make(tr("Delete"), "trash", tr("Into the bin, from where it can be taken back for 30 days (Del)"));
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT runAgainRequested(m_row); });
    connect(m_branch, &QPushButton::clicked, this, [this] { Q_EMIT branchRequested(m_row); });
    connect(m_asSource, &QPushButton::clicked, this, [this] { Q_EMIT useAsSourceRequested(m_row); });
    connect(m_bin, &QPushButton::clicked, this, [this] { Q_EMIT binRequested(m_row, !m_binned); });
}

void HistoryDetail::show(const SessionState &state, const std::vector<int> &rows)
{
    std::vector<const HistoryEntry *> entries;
    for (const int row : rows)
        entries.push_back(&state.document->history().entry(row));
    const bool none = entries.empty();
    m_title->setText(none         ? tr("Nothing is selected.")
            : entries.size() == 1 ? entryName(*entries.front())
                                  : tr("Comparing %1 with %2").arg(entryName(*entries[0]), entryName(*entries[1])));
    for (std::size_t at = 0; at < m_views.size(); ++at) {
        m_views[at]->setVisible(at < entries.size());
        if (at < entries.size())
            m_views[at]->setContent(entries[at]->kind == HistoryEntry::Kind::Original
                    ? originalContent(*state.document)
                    : entryContent(*state.document, *entries[at]));
    }
    m_table->setEntries(entries);
    m_legend->setVisible(entries.size() == 2);
    const HistoryEntry *last = none ? nullptr : entries.back();
    m_one->setVisible(last && last->number > 0);
    m_row = last && last->number > 0 ? rows.back() : -1;
    if (m_row < 0)
        return;
    m_name->setText(entryName(*last));
    m_source->setText(state.document->image().attributes.synthetic ? tr("source: synthetic") : QString());
    m_filling = true;
    if (m_remark->toPlainText() != last->remark)
        m_remark->setPlainText(last->remark);
    m_filling = false;
    m_binned = last->binned.isValid();
    m_bin->setText(m_binned ? tr("Take back") : tr("Delete"));
    const bool result = last->result != nullptr;
    m_again->setEnabled(result && state.hindrance.isEmpty());
    m_asSource->setEnabled(result);
    fillProvenance(*last);
}

void HistoryDetail::fillProvenance(const HistoryEntry &entry)
{
    std::vector<EntryFact> lines;
    if (const PreparedResult *result = entry.judged()) {
        const Provenance &made = result->provenance;
        lines = { { tr("Source pixels"), "sha-256 " + shortHash(made.sourceSha256) },
            { tr("Model"), "sha-256 " + shortHash(made.modelSha256) },
            { tr("Program"), QString::fromStdString(made.program) },
            { tr("Last run again"), entry.rerun.isEmpty() ? tr("not yet") : entry.rerun } };
        // Only what had a part in it: a line "none" beside a region would contradict the table above.
        std::vector<EntryFact> given;
        if (!made.maskSha256.empty())
            given.push_back({ tr("Mask"), "sha-256 " + shortHash(made.maskSha256) });
        if (madeFromCaptions(made)) {
            given.push_back({ tr("From"), QString::fromStdString(made.captions.source) });
            given.push_back({ tr("To"), QString::fromStdString(made.captions.target) });
        }
        lines.insert(lines.begin() + 2, given.begin(), given.end());
    } else {
        lines = { { tr("Outcome"), coreWords(entry.note) } };
    }
    m_provenance->setFacts(lines);
}

} // namespace cf::ui
