#include "ui/review/QuestionRow.h"
#include "ui/review/ReaderPlace.h"
#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace cf::ui {

namespace {

constexpr int headerHeight = 44;
constexpr int noticeHeight = 28;
constexpr int questionWidth = 500;
constexpr int narrowestQuestions = 400;
constexpr int narrowWindow = 1100; // Below, the questions lie under the image.
constexpr int questionHeight = 260; // There.
constexpr int roomForImages = 780; // The questions give way to it, down to their narrowest.
constexpr int sentenceWidth = 640;
constexpr int sentenceHeight = 440; // Of the words on a page without images; what is longer scrolls.

QWidget *bar(int height, const char *role)
{
    auto *made = new QWidget;
    made->setFixedHeight(height);
    made->setAttribute(Qt::WA_StyledBackground);
    theme::setRole(*made, role);
    return made;
}

} // namespace

void ReaderPlace::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    QWidget *header = bar(headerHeight, "bar");
    auto *headerRow = new QHBoxLayout(header);
    headerRow->setContentsMargins(16, 0, 12, 0);
    m_title = new QLabel;
    m_progress = new QLabel;
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(240, 4);
    m_bar->setAccessibleName(words("Progress", "進捗"));
    m_pause = new QPushButton(words("Pause (F9)", "一時停止（F9）"));
    m_pause->setFocusPolicy(Qt::NoFocus);
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_isPaused); });
    headerRow->addWidget(m_title, 1);
    headerRow->addWidget(m_progress);
    headerRow->addWidget(m_bar);
    headerRow->addStretch(1);
    auto *keys = new QPushButton(words("Keys (F1)", "キー一覧（F1）"));
    keys->setFocusPolicy(Qt::NoFocus);
    connect(keys, &QPushButton::clicked, this, [this] { setKeysShown(!m_keys->isVisibleTo(this)); });
    headerRow->addWidget(keys);
    headerRow->addWidget(m_pause);
    column->addWidget(header);

    QWidget *notice = bar(noticeHeight, "banner-neutral");
    auto *noticeRow = new QHBoxLayout(notice);
    noticeRow->setContentsMargins(16, 0, 16, 0);
    m_notice = new QLabel;
    theme::setRole(*m_notice, "caption");
    noticeRow->addWidget(m_notice);
    column->addWidget(notice);

    m_work = new QWidget;
    auto *workRow = new QHBoxLayout(m_work);
    workRow->setContentsMargins(0, 0, 0, 0);
    workRow->setSpacing(0);
    QWidget *rail = new QWidget;
    rail->setFixedWidth(theme::railWidth);
    rail->setAttribute(Qt::WA_StyledBackground);
    theme::setRole(*rail, "rail");
    auto *railColumn = new QVBoxLayout(rail);
    railColumn->setContentsMargins(6, 8, 6, 8);
    buildTools(railColumn);
    m_panes = new QWidget;
    auto *panesRow = new QHBoxLayout(m_panes);
    panesRow->setContentsMargins(0, 0, 0, 0);
    panesRow->setSpacing(2);
    workRow->addWidget(rail);
    m_imagesAndQuestions = new QBoxLayout(QBoxLayout::LeftToRight);
    m_imagesAndQuestions->setContentsMargins(0, 0, 0, 0);
    m_imagesAndQuestions->setSpacing(0);
    m_imagesAndQuestions->addWidget(m_panes, 1);
    m_imagesAndQuestions->addWidget(buildQuestions());
    workRow->addLayout(m_imagesAndQuestions, 1);
    column->addWidget(m_work, 1);

    m_sentencePage = new QWidget;
    auto *sentenceColumn = new QVBoxLayout(m_sentencePage);
    m_sentence = new QLabel;
    m_sentence->setStyleSheet(QStringLiteral("font-size: 20px; font-weight: 600;"));
    m_sentenceText = new QLabel;
    m_sentenceText->setWordWrap(true);
    m_sentenceText->setFixedWidth(sentenceWidth);
    m_sentenceText->setTextFormat(Qt::PlainText); // Coordinators' own words, among others.
    theme::setRole(*m_sentenceText, "secondary");
    m_sentenceArea = new QScrollArea;
    m_sentenceArea->setFrameShape(QFrame::NoFrame);
    m_sentenceArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sentenceArea->setFocusPolicy(Qt::NoFocus);
    m_sentenceArea->setFixedWidth(sentenceWidth + m_sentenceArea->verticalScrollBar()->sizeHint().width());
    m_sentenceArea->setWidget(m_sentenceText);
    sentenceColumn->addStretch(1);
    sentenceColumn->addWidget(m_sentence, 0, Qt::AlignHCenter);
    sentenceColumn->addWidget(m_sentenceArea, 0, Qt::AlignHCenter);
    m_writeAnswers = new QPushButton(words("Write the answer file… (Ctrl+S)", "回答ファイルを書き出す…（Ctrl+S）"));
    m_writeAnswers->setFocusPolicy(Qt::NoFocus);
    m_writeAnswers->hide();
    connect(m_writeAnswers, &QPushButton::clicked, this, &ReaderPlace::askForAnswerFile);
    sentenceColumn->addWidget(m_writeAnswers, 0, Qt::AlignHCenter);
    m_agree = new QPushButton(words("I agree (Enter)", "同意します（Enter）"));
    m_agree->setFocusPolicy(Qt::NoFocus);
    m_agree->setMinimumHeight(32);
    theme::setRole(*m_agree, "primary");
    m_agree->hide();
    connect(m_agree, &QPushButton::clicked, this, &ReaderPlace::agree);
    m_decline = new QPushButton(words("I do not agree (D)", "同意しません（D）"));
    m_decline->setFocusPolicy(Qt::NoFocus);
    m_decline->setMinimumHeight(32);
    m_decline->hide();
    connect(m_decline, &QPushButton::clicked, this, &ReaderPlace::decline);
    sentenceColumn->addWidget(m_agree, 0, Qt::AlignHCenter);
    sentenceColumn->addWidget(m_decline, 0, Qt::AlignHCenter);
    sentenceColumn->addStretch(2);
    m_sentencePage->hide();
    column->addWidget(m_sentencePage, 1);
}

/// Beside the image, or under it where the window is too narrow for both.
void ReaderPlace::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < narrowWindow;
    m_imagesAndQuestions->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    if (isNarrow) {
        m_questions->setMinimumSize(0, questionHeight);
        m_questions->setMaximumSize(QWIDGETSIZE_MAX, questionHeight);
    } else {
        m_questions->setMinimumHeight(0);
        m_questions->setMaximumHeight(QWIDGETSIZE_MAX);
        m_questions->setFixedWidth(std::clamp(width() - roomForImages, narrowestQuestions, questionWidth));
    }
}

/// A layout gives wrapped words the height of another width, so it is said here: nothing of a page is cut.
void ReaderPlace::setSentenceText(const QString &text)
{
    m_sentenceText->setText(text);
    m_sentenceText->ensurePolished();
    const int height = std::max(0, m_sentenceText->heightForWidth(sentenceWidth));
    m_sentenceText->setFixedHeight(height);
    m_sentenceArea->setFixedHeight(std::min(height, sentenceHeight));
    m_sentenceArea->verticalScrollBar()->setValue(0);
}

void ReaderPlace::buildTools(QVBoxLayout *column)
{
    struct Entry {
        const char *icon;
        const char *english;
        const char *japaneseText;
        int key;
        Qt::KeyboardModifiers modifiers;
        const char *tool; ///< By which the protocol allows it; null: always there.
    };
    const Entry entries[] = {
        { "window", "Window (W)", "ウィンドウ（W）", Qt::Key_W, {}, "window" },
        { "pan", "Pan (T)", "移動（T）", Qt::Key_T, {}, "pan" },
        { "zoom", "Zoom (Z)", "拡大（Z）", Qt::Key_Z, {}, "zoom" },
        { "loupe", "Loupe (G)", "ルーペ（G）", Qt::Key_G, {}, "loupe" },
        { "ruler", "Length (D)", "計測（D）", Qt::Key_D, {}, "length" },
        { "invert", "Invert (Shift+I)", "反転（Shift+I）", Qt::Key_I, Qt::ShiftModifier, "invert" },
        { "fit", "Fit (F)", "全体表示（F）", Qt::Key_F, {}, nullptr },
        { "note", "Mark (N)", "印（N）", Qt::Key_N, {}, nullptr },
    };
    for (const Entry &entry : entries) {
        auto *button = new QToolButton;
        button->setIcon(theme::icon(QString::fromLatin1(entry.icon)));
        button->setFixedSize(32, 32);
        button->setFocusPolicy(Qt::NoFocus);
        button->setToolTip(words(entry.english, entry.japaneseText));
        button->setAccessibleName(button->toolTip());
        button->setProperty("tool", QByteArray(entry.tool));
        connect(button, &QToolButton::clicked, this,
            [this, key = entry.key, modifiers = entry.modifiers] { takeCanvasKey(key, modifiers); });
        m_tools.push_back(button);
        column->addWidget(button);
    }
    column->addStretch(1);
}

QWidget *ReaderPlace::buildQuestions()
{
    m_questions = new QWidget;
    m_questions->setAttribute(Qt::WA_StyledBackground);
    theme::setRole(*m_questions, "panel");
    auto *column = new QVBoxLayout(m_questions);
    column->setContentsMargins(14, 12, 14, 16);
    auto *scroll = m_questionArea = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setObjectName(QStringLiteral("questions"));
    auto *rows = new QWidget;
    auto *rowsColumn = new QVBoxLayout(rows);
    rowsColumn->setContentsMargins(0, 0, 0, 0);
    m_rowsLayout = new QVBoxLayout;
    m_rowsLayout->setSpacing(12);
    rowsColumn->addLayout(m_rowsLayout);
    rowsColumn->addStretch(1);
    m_keys = new QLabel; // Scrolls with the questions: in a low window there is no room for both.
    m_keys->setTextFormat(Qt::RichText);
    theme::setRole(*m_keys, "caption");
    m_keys->hide();
    rowsColumn->addWidget(m_keys);
    scroll->setWidget(rows);
    column->addWidget(scroll, 1);
    m_lockNote = new QLabel;
    m_lockNote->setWordWrap(true);
    theme::setRole(*m_lockNote, "caption");
    column->addWidget(m_lockNote);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    theme::setRole(*m_message, "warn");
    m_submit = new QPushButton(words("Submit (Enter)", "送信（Enter）"));
    m_submit->setFocusPolicy(Qt::NoFocus);
    m_submit->setMinimumHeight(32);
    theme::setRole(*m_submit, "primary");
    connect(m_submit, &QPushButton::clicked, this, [this] { submit(); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_message, 1);
    row->addWidget(m_submit);
    column->addLayout(row);
    return m_questions;
}

} // namespace cf::ui
