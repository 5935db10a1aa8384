#pragma once

#include <QFrame>
#include <QObject>

#include <vector>

class QBoxLayout;
class QLabel;
class QLineEdit;

namespace cf::ui {

/// The instruction as one line that floats over the films: Enter generates, Esc leaves.
class InstructionLine : public QFrame
{
    Q_OBJECT

public:
    explicit InstructionLine(QWidget *parent);

    void open(const QString &instruction);
    QString text() const;
    /// What keeps the instruction from being carried out; empty: nothing.
    void setNote(const QString &note);

Q_SIGNALS:
    void edited(const QString &instruction);
    void generateRequested();
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_line;
    QLabel *m_note;
};

/// Films that fill the place: everything else is hidden. The instruction floats over them as one line, and the history
/// comes up while the pointer is at the bottom edge. Nothing of this moves the films.
class FilmOnlyView : public QObject
{
    Q_OBJECT

public:
    /// `films` and `strip` stand in `column`; `others` are hidden meanwhile.
    FilmOnlyView(QWidget &films, QWidget &strip, QBoxLayout &column, std::vector<QWidget *> others, QObject *parent);

    bool isOn() const { return m_on; }
    void setOn(bool on);
    InstructionLine &line() { return *m_line; }
    void openLine(const QString &instruction);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void showStrip(bool shown);

    QWidget &m_films;
    QWidget &m_strip;
    QBoxLayout &m_column;
    int m_stripPlace = 0; ///< In the column.
    std::vector<QWidget *> m_others;
    std::vector<bool> m_wereShown;
    InstructionLine *m_line;
    bool m_on = false;
};

} // namespace cf::ui
