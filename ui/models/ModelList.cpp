#include "ui/models/ModelList.h"

#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace cf::ui {
namespace {

/// What the program holds now, in MB; negative where the system does not say.
double residentMegabytes()
{
    QFile statistics("/proc/self/statm");
    if (!statistics.open(QIODevice::ReadOnly))
        return -1.0;
    const QList<QByteArray> fields = statistics.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toDouble() * double(::sysconf(_SC_PAGESIZE)) / (1 << 20) : -1.0;
}

bool sameFolder(const std::filesystem::path &a, const std::filesystem::path &b)
{
    std::error_code error;
    return a == b || std::filesystem::equivalent(a, b, error);
}

} // namespace

ModelList::ModelList(
    EditSession &session, Preferences &preferences, const std::filesystem::path &bundled, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_preferences(preferences)
    , m_bundled(bundled)
    , m_queue(std::make_unique<JobQueue>())
{
    // The list is written again with each folder: what was stored is read first.
    const QJsonArray known = QJsonDocument::fromJson(preferences.state("models")).array();
    if (!bundled.empty())
        addFolder(bundled);
    for (const QJsonValue &each : known) {
        const std::filesystem::path folder = each["folder"].toString().toStdString();
        addFolder(folder);
        Row &row = *std::find_if(
            m_rows.begin(), m_rows.end(), [&folder](const Row &has) { return sameFolder(has.facts.folder, folder); });
        row.accepted = each["accepted"].toBool() || row.accepted;
        row.seconds = each["seconds"].toDouble(-1.0);
        row.megabytes = each["megabytes"].toDouble(-1.0);
    }
    const QString standard = preferences.text("models/folder");
    for (std::size_t at = 0; at < m_rows.size(); ++at)
        m_rows[at].isDefault = standard.isEmpty() ? at == 0 && !bundled.empty()
                                                  : sameFolder(m_rows[at].facts.folder, standard.toStdString());
    connect(&session, &EditSession::stateChanged, this, &ModelList::follow);
    follow();
}

ModelList::~ModelList()
{
    m_queue.reset();
}

void ModelList::addFolder(const std::filesystem::path &folder)
{
    for (const Row &row : m_rows) {
        if (sameFolder(row.facts.folder, folder))
            return;
    }
    const int at = int(m_rows.size());
    beginInsertRows({}, at, at);
    Row row;
    row.facts = readModelFolder(folder);
    // The bundled one comes with the program, whose licence it shares; where none is stated there is none to accept.
    row.accepted = sameFolder(folder, m_bundled) || row.facts.licence.isEmpty();
    m_rows.push_back(std::move(row));
    endInsertRows();
    keep();
}

void ModelList::remove(int row)
{
    if (row <= 0 || row >= int(m_rows.size()) || m_rows[std::size_t(row)].inUse)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    keep();
}

void ModelList::keep() const
{
    QJsonArray known;
    for (const Row &row : m_rows) {
        known << QJsonObject{ { "folder", QString::fromStdString(row.facts.folder.string()) },
            { "accepted", row.accepted }, { "seconds", row.seconds }, { "megabytes", row.megabytes } };
    }
    m_preferences.setState("models", QJsonDocument(known).toJson(QJsonDocument::Compact));
}

void ModelList::tell(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

void ModelList::verify(int row)
{
    Row &asked = m_rows[std::size_t(row)];
    if (asked.facts.hashes.empty()) {
        asked.check = Check::NoHashes;
        tell(row);
        return;
    }
    if (std::exchange(asked.check, Check::Running) == Check::Running)
        return;
    tell(row);
    runInBackground<Result<QStringList>>(
        *m_queue, this, [facts = asked.facts](const JobContext &job) { return verifyModelFolder(facts, job); },
        [this, folder = asked.facts.folder](const Result<QStringList> &wrong) {
            for (std::size_t at = 0; at < m_rows.size(); ++at) {
                if (m_rows[at].facts.folder != folder)
                    continue;
                m_rows[at].wrong = wrong ? *wrong : QStringList{ coreWords(wrong.error().message) };
                m_rows[at].check = m_rows[at].wrong.isEmpty() ? Check::Verified : Check::Changed;
                tell(int(at));
            }
        });
}

void ModelList::accept(int row)
{
    m_rows[std::size_t(row)].accepted = true;
    keep();
    tell(row);
}

void ModelList::use(int row)
{
    const Row &asked = m_rows[std::size_t(row)];
    if (!asked.facts.problem.isEmpty() || !asked.accepted)
        return;
    m_asked = asked.facts.folder;
    m_before = residentMegabytes();
    m_session.loadModel(asked.facts.folder);
    follow();
}

void ModelList::setDefault(int row)
{
    m_preferences.set(
        "models/folder", row == 0 ? QString() : QString::fromStdString(m_rows[std::size_t(row)].facts.folder.string()));
    for (std::size_t at = 0; at < m_rows.size(); ++at)
        m_rows[at].isDefault = int(at) == row;
    for (int at = 0; at < rowCount(); ++at)
        tell(at);
}

void ModelList::follow()
{
    const SessionState &state = m_session.state();
    const bool loaded = std::exchange(m_serial, state.model.serial) != state.model.serial;
    const bool measured = std::exchange(m_seconds, state.expectedSeconds) != state.expectedSeconds;
    if (!std::exchange(m_loads, state.model.loading) && m_loads) // The one at the start is asked for elsewhere.
        m_before = residentMegabytes();
    bool changed = false;
    for (std::size_t at = 0; at < m_rows.size(); ++at) {
        Row &row = m_rows[at];
        const bool inUse = state.model.there && sameFolder(row.facts.folder, state.model.description.folder);
        const bool loading = state.model.loading && sameFolder(row.facts.folder, m_asked);
        const bool other = row.inUse != inUse || row.loading != loading;
        row.inUse = inUse;
        row.loading = loading;
        if (inUse && loaded && m_before > 0.0) {
            row.megabytes = std::max(0.0, residentMegabytes() - m_before);
            changed = true;
        }
        if (inUse && measured && state.expectedSeconds > 0.0) {
            row.seconds = state.expectedSeconds;
            changed = true;
        }
        if (other || (inUse && (loaded || measured)))
            tell(int(at));
    }
    if (changed)
        keep();
}

int ModelList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ModelList::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString ModelList::stateOf(const Row &row) const
{
    if (!row.facts.problem.isEmpty())
        return tr("✕ Cannot be used");
    if (row.loading)
        return tr("Loading");
    if (row.check == Check::Running)
        return tr("Verifying");
    if (row.check == Check::Changed)
        return tr("△ Changed since it was made");
    if (!row.accepted)
        return tr("△ Licence not accepted");
    if (row.inUse)
        return tr("✓ In use");
    return row.check == Check::Verified ? tr("✓ Verified") : tr("Not verified");
}

QVariant ModelList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const QString none(QChar(0x2014));
    if (role == Qt::TextAlignmentRole)
        return int(
            Qt::AlignVCenter | (index.column() >= Size && index.column() <= OneEdit ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ForegroundRole && index.column() == State) {
        const bool bad = !row.facts.problem.isEmpty();
        const bool warn = row.check == Check::Changed || !row.accepted;
        return theme::colour(bad ? "status.error" : warn ? "status.warn" : "text.primary");
    }
    if (role == Qt::FontRole && index.column() == Name)
        return theme::font(13, QFont::DemiBold);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return row.isDefault ? tr("%1 · at the start").arg(row.facts.name) : row.facts.name;
    case State:
        return stateOf(row);
    case Knows: {
        if (!row.facts.statesGrammar)
            return tr("free text");
        QStringList parts{ counted(row.facts.words.size(), tr("1 label"), tr("%1 labels")) };
        if (row.facts.hearsSide)
            parts << tr("side");
        if (row.facts.hearsSeverity)
            parts << tr("severity");
        if (row.facts.hearsZone)
            parts << tr("zone");
        return parts.join(", ");
    }
    case Size:
        return tr("%1 MB").arg(double(row.facts.bytes()) / 1e6, 0, 'f', 0);
    case Memory:
        return row.megabytes < 0.0 ? none : tr("%1 MB").arg(row.megabytes, 0, 'f', 0);
    case OneEdit:
        return row.seconds < 0.0 ? none : tr("%1 s").arg(row.seconds, 0, 'f', 1);
    case Licence:
        return row.facts.licence.isEmpty() ? tr("not stated") : row.facts.licence;
    default:
        return {};
    }
}

QVariant ModelList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= Size && section <= OneEdit ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Model");
    case State:
        return tr("State");
    case Knows:
        return tr("Knows");
    case Size:
        return tr("Size");
    case Memory:
        return tr("Memory");
    case OneEdit:
        return tr("One edit");
    case Licence:
        return tr("Licence");
    default:
        return {};
    }
}

} // namespace cf::ui
