#pragma once

#include "core/jobs/JobQueue.h"
#include "ui/models/ModelFolderFacts.h"
#include "ui/session/SessionState.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace cf::ui {

class EditSession;
class Preferences;

/// The model folders that the user has pointed at, the bundled one first, with what is known of each.
class ModelList : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, Knows, Size, Memory, OneEdit, Licence, Columns };
    enum class Check { Unknown, Running, Verified, Changed, NoHashes };
    struct Row {
        ModelFolderFacts facts;
        Check check = Check::Unknown;
        QStringList wrong; ///< Files that are not what their hashes say.
        bool inUse = false;
        bool loading = false;
        bool accepted = false; ///< Its licence was shown and accepted, or none is needed.
        bool isDefault = false; ///< Loaded when the program starts.
        double seconds = -1.0; ///< Of an edit on this machine, as measured last; negative: not yet.
        double megabytes = -1.0; ///< That the program grew by when it was loaded; negative: not yet.
    };

    ModelList(EditSession &session, Preferences &preferences, const std::filesystem::path &bundled,
        QObject *parent = nullptr);
    ~ModelList() override;

    const Row &row(int row) const { return m_rows[std::size_t(row)]; }
    void addFolder(const std::filesystem::path &folder);
    void remove(int row); ///< From the list; nothing on disk is touched. Not the bundled one.
    void verify(int row);
    void accept(int row); ///< The user accepts the licence.
    void use(int row); ///< Loads it; no restart.
    void setDefault(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void follow(); ///< What the session's model means for the rows.
    void keep() const;
    void tell(int row);
    QString stateOf(const Row &row) const;

    EditSession &m_session;
    Preferences &m_preferences;
    std::filesystem::path m_bundled; ///< Empty: there is none.
    std::vector<Row> m_rows;
    std::filesystem::path m_asked; ///< Being loaded.
    bool m_loads = false; ///< A model is being loaded.
    double m_before = 0.0; ///< Memory of the program when that began, in MB.
    int m_serial = 0;
    double m_seconds = -1.0;
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui
