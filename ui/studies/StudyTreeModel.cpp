#include "ui/studies/StudyTreeModel.h"

#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"

#include <QDate>

#include <algorithm>
#include <functional>

namespace cf::ui {

struct StudyTreeModel::Node {
    QString text;
    QString detail;
    QString path; ///< Of an image; empty for what holds images.
    QString problem;
    QImage thumbnail;
    int frame = 0;
    bool synthetic = false;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    Node &add(QString childText, QString childDetail = {})
    {
        children.push_back(std::make_unique<Node>());
        children.back()->text = std::move(childText);
        children.back()->detail = std::move(childDetail);
        children.back()->parent = this;
        return *children.back();
    }
};

namespace {

/// "FAMILY^GIVEN=…" as people write it.
QString readableName(const std::string &name)
{
    QStringList parts = plainText(name).section('=', 0, 0).split('^', Qt::SkipEmptyParts);
    return parts.mid(0, 2).join(", ");
}

QString readableDate(const std::string &date)
{
    const QDate day = QDate::fromString(plainText(date), "yyyyMMdd");
    return day.isValid() ? day.toString(Qt::ISODate) : plainText(date);
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(" · ");
}

} // namespace

StudyTreeModel::StudyTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

StudyTreeModel::~StudyTreeModel() = default;

void StudyTreeModel::addInstance(Node &series, const InstanceEntry &instance)
{
    const InstanceAttributes &attributes = instance.attributes;
    const int frames = std::max(1, attributes.frames);
    for (int frame = 0; frame < std::min(frames, 1000); ++frame) {
        QString name = joined({ plainText(attributes.viewPosition), tr("image %1").arg(series.children.size() + 1) });
        if (frames > 1)
            name = joined({ name, tr("frame %1").arg(frame + 1) });
        Node &node = series.add(
            name, attributes.columns > 0 ? tr("%1 × %2").arg(attributes.columns).arg(attributes.rows) : QString());
        node.path = QString::fromStdString(instance.path.string());
        node.problem = plainText(instance.problem);
        node.frame = frame;
        node.synthetic = attributes.synthetic;
        series.synthetic = series.synthetic || attributes.synthetic;
        ++m_images;
    }
}

void StudyTreeModel::addPatient(Node &root, const PatientEntry &patient)
{
    const QString name = readableName(patient.name);
    const QString id = plainText(patient.id);
    Node &person = root.add(name.isEmpty() ? (id.isEmpty() ? tr("Unknown patient") : id) : name,
        joined({ name.isEmpty() ? QString() : id, plainText(patient.sex) }));
    for (const StudyEntry &study : patient.studies) {
        const QString description = plainText(study.description);
        Node &visit = person.add(description.isEmpty() ? tr("Study") : description, readableDate(study.date));
        for (const SeriesEntry &series : study.series) {
            const QString what = plainText(series.description);
            Node &row = visit.add(
                what.isEmpty() ? tr("Series %1").arg(plainText(series.number)) : what, plainText(series.modality));
            for (const InstanceEntry &instance : series.instances)
                addInstance(row, instance);
        }
    }
}

QModelIndex StudyTreeModel::add(const StudyTree &tree)
{
    const int first = int(m_root->children.size());
    Node found;
    for (const PatientEntry &patient : tree.patients)
        addPatient(found, patient);
    if (!tree.pictures.empty()) {
        Node &pictures = found.add(tr("Pictures"), tr("no patient stated"));
        for (const auto &path : tree.pictures) {
            Node &node = pictures.add(QString::fromStdString(path.filename().string()),
                QString::fromStdString(path.extension().string()).mid(1).toUpper());
            node.path = QString::fromStdString(path.string());
            ++m_images;
        }
    }
    if (found.children.empty())
        return {};
    beginInsertRows({}, first, first + int(found.children.size()) - 1);
    for (auto &child : found.children) {
        child->parent = m_root.get();
        m_root->children.push_back(std::move(child));
    }
    endInsertRows();
    for (const Node *image : shownImages()) {
        const Node *top = image;
        while (top->parent != m_root.get())
            top = top->parent;
        if (indexOf(*top).row() >= first)
            return indexOf(*image);
    }
    return {};
}

void StudyTreeModel::clear()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_images = 0;
    endResetModel();
}

void StudyTreeModel::setThumbnail(const QString &path, int frame, const QImage &thumbnail, const QSize &size)
{
    for (const Node *image : shownImages()) {
        if (image->path != path || image->frame != frame)
            continue;
        auto *node = const_cast<Node *>(image);
        node->thumbnail = thumbnail;
        const QString pixels = size.isEmpty() ? QString() : tr("%1 × %2").arg(size.width()).arg(size.height());
        if (!pixels.isEmpty() && !node->detail.contains(pixels))
            node->detail = joined({ node->detail, pixels });
        const QModelIndex index = indexOf(*node);
        Q_EMIT dataChanged(index, index, { ThumbnailRole, DetailRole, Qt::ToolTipRole });
    }
}

std::vector<const StudyTreeModel::Node *> StudyTreeModel::shownImages() const
{
    std::vector<const Node *> images;
    const std::function<void(const Node &)> visit = [&](const Node &node) {
        if (!node.path.isEmpty() && node.problem.isEmpty())
            images.push_back(&node);
        for (const auto &child : node.children)
            visit(*child);
    };
    visit(*m_root);
    return images;
}

QModelIndex StudyTreeModel::neighbour(const QModelIndex &image, int way) const
{
    const std::vector<const Node *> images = shownImages();
    const auto at = std::find(images.begin(), images.end(), nodeAt(image));
    const auto place = at - images.begin() + way;
    if (at == images.end() || place < 0 || place >= std::ptrdiff_t(images.size()))
        return {};
    return indexOf(*images[size_t(place)]);
}

QModelIndex StudyTreeModel::find(const QString &path, int frame) const
{
    for (const Node *image : shownImages()) {
        if (image->path == path && image->frame == frame)
            return indexOf(*image);
    }
    return {};
}

StudyTreeModel::Node *StudyTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex StudyTreeModel::indexOf(const Node &node) const
{
    if (!node.parent)
        return {};
    const auto &siblings = node.parent->children;
    const auto at =
        std::find_if(siblings.begin(), siblings.end(), [&](const auto &child) { return child.get() == &node; });
    return createIndex(int(at - siblings.begin()), 0, const_cast<Node *>(&node));
}

QModelIndex StudyTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[size_t(row)].get());
}

QModelIndex StudyTreeModel::parent(const QModelIndex &child) const
{
    const Node *node = nodeAt(child);
    return node->parent && node->parent != m_root.get() ? indexOf(*node->parent) : QModelIndex();
}

int StudyTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent)->children.size());
}

int StudyTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant StudyTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return node.synthetic && !node.path.isEmpty() ? tr("SYNTHETIC · %1").arg(node.text) : node.text;
    case Qt::ToolTipRole:
        return node.problem.isEmpty() ? node.detail : node.problem;
    case Qt::AccessibleTextRole:
        return joined({ node.synthetic ? tr("synthetic") : QString(), node.text, node.detail, node.problem });
    case Qt::ForegroundRole:
        return theme::colour(node.problem.isEmpty() ? "text.primary" : "text.disabled");
    case PathRole:
        return node.path;
    case FrameRole:
        return node.frame;
    case SyntheticRole:
        return node.synthetic;
    case ProblemRole:
        return node.problem;
    case DetailRole:
        return node.detail;
    case ThumbnailRole:
        if (node.thumbnail.isNull() && !node.path.isEmpty() && node.problem.isEmpty())
            Q_EMIT thumbnailWanted(node.path, node.frame);
        return node.thumbnail;
    default:
        return {};
    }
}

Qt::ItemFlags StudyTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Node &node = *nodeAt(index);
    const Qt::ItemFlags usable = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return node.path.isEmpty() ? usable : usable | Qt::ItemNeverHasChildren;
}

} // namespace cf::ui
