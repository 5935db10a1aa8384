#pragma once

#include <QString>

#include <string>

class QBoxLayout;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QVBoxLayout;
class QWidget;

/// Small parts of which forms and pages are made.
namespace cf::ui::parts {

QLabel *section(const QString &text);
/// A wrapping label in one of the style sheet's roles.
QLabel *words(const QString &text, const char *role = "secondary");
QPushButton *button(const QString &text, const char *icon = nullptr);
QPushButton *primary(const QString &text);
/// Only where it differs, so that the cursor of whoever types stays.
void setText(QLineEdit &field, const std::string &text);
/// A line over all of the width.
QWidget *rule();
/// A read-only table without a grid; its header names the columns.
QTableWidget *table(const QString &name, const QStringList &columns);
void fillRow(QTableWidget &table, int row, const QStringList &cells);
/// A column of its own that scrolls where the window is low; gives the layout to be filled.
QVBoxLayout *scrolled(QWidget &page);
/// Gives a place's middle or side its ground; the layout to be filled has neither gaps nor margins.
QVBoxLayout *panel(QWidget &panel);
/// A bar over a panel's whole width; gives the row to be filled.
QHBoxLayout *bar(QWidget &bar);
/// Captions beside their fields, with the usual gaps and no margins; of `parent`, or to be laid into another layout.
QGridLayout *fieldGrid(QWidget *parent = nullptr);
/// A cell of a grid of facts: a wrapping label that begins at the top.
QLabel *fact(const QString &text, const char *role);
/// Takes everything out of a grid of facts.
void clear(QGridLayout &grid);
/// The page's usual margins.
void spread(QBoxLayout &layout);
/// "7f02 91bc … 06aa c4d1" of 64 digits.
QString shortHash(const QString &hash);

} // namespace cf::ui::parts
