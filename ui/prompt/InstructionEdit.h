#pragma once

#include <QPlainTextEdit>
#include <QStringList>

namespace cf::ui {

/// The box in which the change is typed: one to three lines; Enter starts a new one; Alt+Up and Alt+Down bring back
/// earlier instructions; Esc goes back to the images.
class InstructionEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit InstructionEdit(QWidget *parent = nullptr);

    /// Keeps an instruction that was used, newest last, without doubles.
    void remember(const QString &instruction);
    const QStringList &remembered() const { return m_used; }
    /// Lines that are typed, at least 1; more than are shown scroll.
    int lines() const;
    void setMaxLines(int lines); ///< Shown; 3 at the start.

Q_SIGNALS:
    void left();
    void linesChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fitHeight();
    void recall(int way);

    int m_maxLines = 3;
    int m_lines = 0;
    QStringList m_used;
    qsizetype m_place = 0;
};

} // namespace cf::ui
