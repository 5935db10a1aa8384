#pragma once

#include "dicom/StudyScanner.h"

#include <QWidget>

class QToolButton;
class QTreeWidget;

namespace cf::ui {

/// Files that could not be read: folded to their number, unfolded with name and reason, to be copied.
class UnreadList : public QWidget
{
    Q_OBJECT

public:
    explicit UnreadList(QWidget *parent = nullptr);

    /// Adds what a scan could not read; a file that it did read goes from the list.
    void add(const StudyTree &tree);
    int count() const;
    /// Name, reason and path of all, one file a line with tabs between.
    QString text() const;
    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

private:
    void put(const std::filesystem::path &path, const std::string &reason);
    void remove(const std::filesystem::path &path);
    void showCount();

    QToolButton *m_fold;
    QToolButton *m_copy;
    QTreeWidget *m_files;
};

} // namespace cf::ui
