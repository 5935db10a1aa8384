#pragma once

#include "core/editing/CaptionTokens.h"
#include "core/language/PromptLanguage.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace cf::ui {

/// The captions before and after as the model gets them, with their tokens. They follow the instruction until the user
/// writes them by hand; from then on they stay until the compiled ones are asked for again.
class CaptionRows : public QWidget
{
    Q_OBJECT

public:
    explicit CaptionRows(QWidget *parent = nullptr);

    /// What the instruction was compiled to; an empty pair while nothing is typed.
    void setCompiled(const CaptionPair &captions);
    /// Empty: counts are estimated.
    void setCounter(TokenCounter counter);
    /// Of a caption that the model does not read whole: how long it is and behind which word it is cut.
    QString cutText() const;

    CaptionPair captions() const; ///< By hand where the user wrote them.
    /// Opens the captions as fields, or goes back to the compiled ones.
    void toggleEditing();
    bool byHand() const { return m_byHand; }
    /// Captions that were written by hand before, or nothing: back to the compiled ones. Takes no focus.
    void setWritten(const std::optional<CaptionPair> &captions);
    bool isTooLong() const;
    bool isEditing() const; ///< The fields are open.
    /// Only the second caption is shown, where the panel has no room for both.
    void setFolded(bool folded); ///< The model would not read the end of one of them.

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row {
        QLabel *name;
        QLabel *text;
        QLineEdit *field;
        QLabel *tokens;
    };
    Row makeRow(const QString &name, const QString &accessibleName);
    void edit(bool on);
    void showFields(bool on);
    void takeFields();
    void showCaptions();
    void showFitting(); ///< As much of the captions as there is room for.
    void showTokens(const Row &row, const std::string &caption) const;
    std::optional<int> count(const std::string &caption) const;

    CaptionPair m_compiled;
    CaptionPair m_written;
    TokenCounter m_counter;
    bool m_folded = false;
    bool m_byHand = false;
    Row m_from;
    Row m_to;
    QToolButton *m_edit;
};

/// Words of the caption after that the one before lacks; for a removal the other way round.
std::vector<std::string> wordsThatDiffer(const std::string &source, const std::string &target);

} // namespace cf::ui
