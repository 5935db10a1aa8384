#pragma once

#include "core/sessions/protocol/Protocol.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace cf::ui {

/// No study is open: one is made, opened, or read.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    QLineEdit &title() { return *m_title; }
    QLineEdit &location() { return *m_location; }
    QLineEdit &reader() { return *m_reader; }
    sessions::Protocol protocol() const; ///< Of the title and design that are chosen.

Q_SIGNALS:
    void createWanted(); ///< The place is asked for.
    void openWanted(const QString &location);
    void readWanted(const QString &location, const QString &reader);

private:
    QWidget *makeNew();
    QWidget *makeOpen();
    void browse();
    void drawState();

    QLineEdit *m_title;
    QComboBox *m_design;
    QLineEdit *m_location;
    QLineEdit *m_reader;
    QPushButton *m_create;
    QPushButton *m_open;
    QPushButton *m_read;
};

} // namespace cf::ui
