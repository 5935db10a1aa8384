#pragma once

#include "dicom/StudyScanner.h"

#include <QAbstractItemModel>
#include <QImage>
#include <QSize>

#include <memory>
#include <vector>

namespace cf::ui {

/// The opened images as a tree: patient, study, series, image; pictures that are no DICOM objects beside the patients,
/// by their file names. Small pictures are asked for when a row is first painted.
class StudyTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role { PathRole = Qt::UserRole, FrameRole, SyntheticRole, ProblemRole, DetailRole, ThumbnailRole };

    explicit StudyTreeModel(QObject *parent = nullptr);
    ~StudyTreeModel() override;

    /// Adds what a scan found behind what is there. Returns the index of the first image that can be shown.
    QModelIndex add(const StudyTree &tree);
    void clear();
    /// What `thumbnailWanted` asked for; `size` is the image's own, invalid where it is not known.
    void setThumbnail(const QString &path, int frame, const QImage &thumbnail, const QSize &size);
    int imageCount() const { return m_images; }

    /// The image before (−1) or after (+1) one, across series and patients; invalid at the ends.
    QModelIndex neighbour(const QModelIndex &image, int way) const;
    QModelIndex find(const QString &path, int frame) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void thumbnailWanted(const QString &path, int frame) const;

private:
    struct Node;

    void addPatient(Node &root, const PatientEntry &patient);
    void addInstance(Node &series, const InstanceEntry &instance);
    Node *nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node) const;
    std::vector<const Node *> shownImages() const;

    std::unique_ptr<Node> m_root;
    int m_images = 0;
};

} // namespace cf::ui
