#pragma once

#include "ui/datasets/BatchState.h"

#include <map>

namespace cf::ui {

class Preferences;

/// The batches that were made or opened here, the newest first, kept in the user's settings; and how long an edit took,
/// by method. What a folder holds is read from it, never remembered.
class KnownBatches
{
public:
    explicit KnownBatches(Preferences &preferences);

    const std::vector<BatchPlace> &all() const { return m_places; }
    int find(const QString &folder) const; ///< -1: not known.
    void note(const BatchPlace &place); ///< First, or changed where it is.
    void forget(const QString &folder); ///< Nothing on disk is touched.

    /// Of one worker for one edit; negative: never measured.
    double secondsOf(const QString &method) const;
    void noteSeconds(const QString &method, double seconds);

private:
    void keep() const;

    Preferences &m_preferences;
    std::vector<BatchPlace> m_places;
    std::map<QString, double> m_seconds;
};

} // namespace cf::ui
