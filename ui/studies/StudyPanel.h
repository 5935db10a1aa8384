#pragma once

#include "ui/studies/StudyTreeModel.h"
#include "ui/studies/ThumbnailReader.h"

#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace cf::ui {

class UnreadList;

/// The tree of opened studies, with what could not be read under it.
class StudyPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StudyPanel(QWidget *parent = nullptr);

    StudyTreeModel &model() { return m_model; }
    UnreadList &unread() { return *m_unread; }
    /// Adds a scan's findings and selects its first image.
    void add(const StudyTree &tree);
    /// The same of scans that were shown before; selects nothing.
    void restore(const StudyTree &tree);
    /// All images that can be shown, by name, and what chooses each.
    std::vector<std::pair<QString, std::function<void()>>> images();
    void showStage(const QString &stage); ///< Empty: nothing is being read.
    bool step(int way); ///< To the image before or after; false where there is none.

Q_SIGNALS:
    void imageChosen(const QString &path, int frame);
    /// An object was chosen that cannot be shown: its file's name, and why.
    void unreadableChosen(const QString &name, const QString &reason);
    void openFilesRequested();
    void openFolderRequested();

private:
    QModelIndex append(const StudyTree &tree);
    void choose(const QModelIndex &index);

    StudyTreeModel m_model;
    ThumbnailReader m_thumbnails;
    QTreeView *m_tree;
    QStackedWidget *m_pages;
    QLabel *m_stage;
    UnreadList *m_unread;
};

} // namespace cf::ui
