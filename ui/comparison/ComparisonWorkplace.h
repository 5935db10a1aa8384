#pragma once

#include "ui/canvas/ToolBox.h"
#include "ui/comparison/PairDifference.h"
#include "ui/session/documents/EditDocument.h"
#include "ui/shell/Workplace.h"

#include <QPointer>

#include <optional>
#include <tuple>

class QComboBox;

namespace cf::ui {

class CompareModes;
class CompareView;
class DifferencePanel;
class FactTable;

/// Where two pictures of one film are compared: A is the original or an edit, B another edit. Films, the map of what
/// differs, and what the two were made with.
class ComparisonWorkplace : public Workplace
{
    Q_OBJECT

public:
    explicit ComparisonWorkplace(const WorkplaceContext &context);
    ~ComparisonWorkplace() override;

    static std::vector<KeyEntry> keys();
    QList<WorkplaceMenu> menus() const override;
    void entered() override;

    /// Rows of the history. B is an edit; an A that is the same becomes the original.
    void setPair(int first, int second);
    int first() const { return m_first; }
    int second() const { return m_second; } ///< 0: there is no edit yet.
    CompareView &compare() { return *m_compare; }
    /// What the difference panel shows; null while there is nothing, or it is being computed.
    const ResultPointer &shownDifference() const { return m_shownDifference; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeRail();
    QWidget *makeBar();
    void connectActions();
    bool canBeShown(int row) const; ///< An edit with pixels that is not in the bin.
    void settlePair(); ///< What is chosen is still there.
    void fillChoices();
    void step(int way);
    void draw();
    void drawPair();
    void computeDifference(const ResultPointer &first, const ResultPointer &second);

    WorkplaceContext m_context;
    EditSession &m_session;
    ToolBox m_tools; ///< Of its own: here nothing is painted.
    CompareView *m_compare = nullptr;
    CompareModes *m_modes = nullptr;
    DifferencePanel *m_difference = nullptr;
    FactTable *m_facts = nullptr;
    QComboBox *m_firstChoice = nullptr;
    QComboBox *m_secondChoice = nullptr;
    QDockWidget *m_dock = nullptr;
    QPointer<EditDocument> m_document;
    int m_first = 0;
    int m_second = 0;
    /// Document, its picture, rows and results of the two.
    using Drawn = std::tuple<const EditDocument *, PicturePointer, int, int, ResultPointer, ResultPointer>;
    std::optional<Drawn> m_drawn;
    PairDifference m_pair; ///< Of two edits, as far as it is computed.
    ResultPointer m_shownDifference;
};

} // namespace cf::ui
