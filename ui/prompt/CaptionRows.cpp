#include "ui/prompt/CaptionRows.h"

#include "core/language/PromptChecks.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr int nearlyTooMany = 70;
constexpr int longestCaption = 1000;

/// What of a caption fits `width` pixels, "…" at its end where that is not all of it.
QString markedUp(const std::string &caption, const std::vector<std::string> &changedWords, int width)
{
    const QFontMetrics metrics(theme::font(12, QFont::DemiBold)); // As if all of its words were changed ones.
    QString text = metrics.elidedText(QString::fromStdString(caption), Qt::ElideRight, width).toHtmlEscaped();
    for (const std::string &word : changedWords) {
        const QString plain = QString::fromStdString(word).toHtmlEscaped();
        if (!plain.isEmpty())
            text.replace(plain,
                QString("<span style='color:%1;font-weight:600'>%2</span>")
                    .arg(theme::colour("text.primary").name(), plain));
    }
    return text;
}

QStringList wordsOf(const std::string &caption)
{
    return QString::fromStdString(caption).split(QRegularExpression("[\\s,.;]+"), Qt::SkipEmptyParts);
}

} // namespace

std::vector<std::string> wordsThatDiffer(const std::string &source, const std::string &target)
{
    const auto missing = [](const QStringList &from, const QStringList &in) {
        std::vector<std::string> words;
        for (const QString &word : from) {
            if (!in.contains(word, Qt::CaseInsensitive))
                words.push_back(word.toStdString());
        }
        return words;
    };
    const std::vector<std::string> added = missing(wordsOf(target), wordsOf(source));
    return added.empty() ? missing(wordsOf(source), wordsOf(target)) : added;
}

CaptionRows::CaptionRows(QWidget *parent)
    : QWidget(parent)
    , m_from(makeRow(tr("From"), tr("Caption of the image as it is")))
    , m_to(makeRow(tr("To"), tr("Caption of the wished image, or the instruction")))
    , m_edit(new QToolButton)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const Row &row : { m_from, m_to }) {
        grid->addWidget(row.name, line, 0);
        grid->addWidget(row.text, line, 1);
        grid->addWidget(row.field, line, 1);
        grid->addWidget(row.tokens, line, 2, Qt::AlignRight);
        connect(row.field, &QLineEdit::textEdited, this, &CaptionRows::takeFields);
        ++line;
    }
    m_edit->setCheckable(true);
    m_edit->setFocusPolicy(Qt::TabFocus);
    m_edit->setFixedHeight(20);
    theme::setRole(*m_edit, "word");
    grid->addWidget(m_edit, 0, 3, 2, 1, Qt::AlignVCenter);
    connect(m_edit, &QToolButton::toggled, this, &CaptionRows::edit);
    edit(false);
}

CaptionRows::Row CaptionRows::makeRow(const QString &name, const QString &accessibleName)
{
    Row row{ new QLabel(name, this), new QLabel(this), new QLineEdit(this), new QLabel(this) };
    theme::setRole(*row.name, "hint");
    theme::setRole(*row.text, "caption");
    theme::setRole(*row.tokens, "hint");
    row.text->setTextFormat(Qt::RichText);
    row.text->setMinimumHeight(18);
    row.text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row.field->setAccessibleName(accessibleName);
    row.field->setFixedHeight(22);
    theme::setRole(*row.field, "low");
    row.field->setMaxLength(longestCaption);
    return row;
}

void CaptionRows::setCompiled(const CaptionPair &captions)
{
    m_compiled = captions;
    showCaptions();
}

void CaptionRows::setCounter(TokenCounter counter)
{
    m_counter = std::move(counter);
    showCaptions();
}

CaptionPair CaptionRows::captions() const
{
    return m_byHand ? m_written : m_compiled;
}

void CaptionRows::toggleEditing()
{
    if (m_edit->isVisibleTo(this))
        m_edit->toggle();
}

bool CaptionRows::isTooLong() const
{
    const CaptionPair pair = captions();
    return std::max(count(pair.source).value_or(0), count(pair.target).value_or(0)) > maxCaptionTokens;
}

QString CaptionRows::cutText() const
{
    const CaptionPair pair = captions();
    const bool isSource = count(pair.source).value_or(0) > count(pair.target).value_or(0);
    const std::string &caption = isSource ? pair.source : pair.target;
    // The longest row of whole words that is read whole.
    std::size_t end = caption.size();
    while (end != std::string::npos && end > 0 && count(caption.substr(0, end)).value_or(0) > maxCaptionTokens)
        end = caption.find_last_of(' ', end - 1);
    const QStringList kept = wordsOf(end == std::string::npos ? std::string() : caption.substr(0, end));
    return tr("%1 of %2 tokens. The words after “%3” would be cut. Shorten the caption.")
        .arg(count(caption).value_or(0))
        .arg(maxCaptionTokens)
        .arg(kept.isEmpty() ? QString() : kept.back());
}

bool CaptionRows::isEditing() const
{
    return m_edit->isChecked();
}

void CaptionRows::setFolded(bool folded)
{
    if (m_folded == folded)
        return;
    m_folded = folded;
    showFields(isEditing());
    showCaptions();
}

void CaptionRows::showFields(bool on)
{
    for (const Row &row : { m_from, m_to }) {
        row.text->setVisible(!on && !(m_folded && row.text == m_from.text));
        row.field->setVisible(on);
    }
    m_edit->setText(on ? tr("Use the compiled ones") : tr("Edit captions"));
    m_edit->setToolTip(on ? tr("Drop what was written by hand and follow the instruction again")
                          : tr("Write what the model is given by hand; the record says so"));
}

void CaptionRows::setWritten(const std::optional<CaptionPair> &captions)
{
    const QSignalBlocker blocker(m_edit);
    m_edit->setChecked(captions.has_value());
    showFields(captions.has_value());
    m_byHand = captions.has_value();
    m_written = captions.value_or(CaptionPair());
    if (captions) {
        m_from.field->setText(QString::fromStdString(captions->source));
        m_to.field->setText(QString::fromStdString(captions->target));
    }
    showCaptions();
    Q_EMIT changed();
}

void CaptionRows::edit(bool on)
{
    m_byHand = false; // Opening the fields changes nothing yet; closing them goes back to what was compiled.
    showFields(on);
    showCaptions();
    if (on)
        m_to.field->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

void CaptionRows::takeFields()
{
    m_byHand = true;
    m_written.source = m_from.field->text().trimmed().toStdString();
    m_written.target = m_to.field->text().trimmed().toStdString();
    m_written.changedWords = wordsThatDiffer(m_written.source, m_written.target);
    showCaptions();
    Q_EMIT changed();
}

void CaptionRows::showCaptions()
{
    const CaptionPair pair = captions();
    const bool none = pair.target.empty() && pair.source.empty();
    showFitting();
    if (!m_byHand) { // Else they hold what is being written.
        m_from.field->setText(QString::fromStdString(pair.source));
        m_to.field->setText(QString::fromStdString(pair.target));
    }
    const QString hand = m_byHand ? tr("by hand · ") : QString();
    m_from.name->setVisible((!none || m_edit->isChecked()) && !m_folded);
    m_to.name->setVisible(!none || m_edit->isChecked());
    m_edit->setVisible(!none || m_edit->isChecked());
    showTokens(m_from, pair.source);
    showTokens(m_to, pair.target);
    m_to.tokens->setText(hand + m_to.tokens->text());
    m_from.tokens->setVisible(!none && !m_folded);
    m_to.tokens->setVisible(!none);
    setAccessibleName(none
            ? tr("Captions")
            : tr("From: %1. To: %2. %3")
                  .arg(QString::fromStdString(pair.source), QString::fromStdString(pair.target), m_to.tokens->text()));
}

void CaptionRows::showFitting()
{
    const CaptionPair pair = captions();
    const auto show = [&pair](const Row &row, const std::string &caption) {
        row.text->setText(markedUp(caption, pair.changedWords, row.text->width()));
        row.text->setToolTip(QString::fromStdString(caption).toHtmlEscaped());
    };
    show(m_from, pair.source);
    show(m_to, pair.target);
}

void CaptionRows::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // The labels' widths are those of now.
    showFitting();
}

std::optional<int> CaptionRows::count(const std::string &caption) const
{
    return m_counter ? m_counter(caption) : std::nullopt;
}

void CaptionRows::showTokens(const Row &row, const std::string &caption) const
{
    const std::optional<int> exact = count(caption);
    const int number = exact.value_or(estimatedTokens(caption));
    row.tokens->setText((exact ? tr("%1 / %2 tokens") : tr("about %1 / %2 tokens")).arg(number).arg(maxCaptionTokens));
    theme::setRole(*row.tokens, number > maxCaptionTokens ? "error" : number >= nearlyTooMany ? "warn" : "hint");
    row.tokens->setToolTip(number > maxCaptionTokens
            ? tr("The end of this caption would be cut. Shorten it.")
            : tr("Tokens of this caption, start and end counted, of those that the model reads"));
}

} // namespace cf::ui
