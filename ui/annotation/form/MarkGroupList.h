#pragma once

#include "core/annotation/Adjudication.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QVBoxLayout;

namespace cf::ui {

/// Before a consensus meeting: the marks of the annotators, those of one thing side by side, and what becomes of each
/// group: one is kept, several, or none. Annotators have letters, no names.
class MarkGroupList : public QWidget
{
    Q_OBJECT

public:
    explicit MarkGroupList(QWidget *parent = nullptr);

    /// `decision`: with its verdicts; hidden where it has none.
    void show(const annotation::Annotation &decision, const std::vector<annotation::Annotation> &said);
    int count() const { return int(m_choices.size()); }
    QComboBox &choice(int group) { return *m_choices[std::size_t(group - 1)]; }
    QString text() const; ///< Captions of the groups, a line each.

    /// A group, and the places in `said` whose marks are kept.
    std::function<void(int group, const std::vector<std::size_t> &keep)> decided;

private:
    struct Line {
        QString caption;
        QStringList words; ///< Of the choices but the first, "to be decided".
        std::vector<std::vector<std::size_t>> kept; ///< What each of them keeps.
        bool operator==(const Line &) const = default;
    };
    Line lineOf(
        const annotation::Annotation &decision, const std::vector<annotation::Annotation> &said, int group) const;
    void build();

    QVBoxLayout *m_rows;
    std::vector<Line> m_lines;
    std::vector<QComboBox *> m_choices;
    std::vector<QWidget *> m_widgets;
};

} // namespace cf::ui
