#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

class QFrame;
class QLabel;
class QPushButton;

namespace cf::ui {

class EditSession;

/// Five steps on the sample: a ring around the real control and one sentence. The user does the act, which leads to the
/// next step; Esc leaves at any time.
class Tour : public QWidget
{
    Q_OBJECT

public:
    Tour(QWidget &window, EditSession &session);
    ~Tour() override;

    void start();
    int step() const { return m_step; } ///< From 0; −1 when it is over.
    QString sentence() const;

Q_SIGNALS:
    void ended();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(); ///< Goes on when what a step asks for was done.
    void go(int step);
    void place();
    QWidget *target() const;
    void leave();

    QWidget &m_window;
    EditSession &m_session;
    QFrame *m_card;
    QLabel *m_text;
    QPushButton *m_next;
    int m_step = -1;
    int m_edits = 0; ///< Of the image, when the step for generating began.
};

} // namespace cf::ui
