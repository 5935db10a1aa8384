#pragma once

#include "ui/annotation/MarkLayer.h"
#include "ui/shell/Workplace.h"

#include <vector>

class QAbstractButton;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cf::ui {

class AnnotationDesk;
class AnnotationForm;
class CompareView;

/// Where the results of the shown film are annotated one after the other: what was asked, what changed, what went
/// wrong and where. Everything by keys; nothing is skipped silently.
class AnnotationWorkplace : public Workplace
{
    Q_OBJECT

public:
    explicit AnnotationWorkplace(const WorkplaceContext &context);
    ~AnnotationWorkplace() override;

    static std::vector<KeyEntry> keys();

    QList<WorkplaceMenu> menus() const override;
    void entered() override;
    QVariantMap choices() const override;
    void setChoices(const QVariantMap &choices) override;

    AnnotationDesk &desk() { return *m_desk; }
    AnnotationForm &form() { return *m_form; }
    CompareView &compare() { return *m_compare; }
    MarkLayer &layer() { return *m_second; } ///< Over the counterfactual.
    MarkLayer &originalLayer() { return *m_first; }
    void setTool(MarkTool tool);
    /// To the next case where this one is done; else says what is open.
    void done();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeRail();
    QWidget *makeDock();
    void connectActions();
    void connectDesk();
    void drawCase();
    void draw();
    void drawMarks();
    void addMark(MarkLayer &layer, annotation::Mark mark);
    void paintMask(MarkLayer &layer, const std::vector<QPointF> &path, double radius, bool erase);
    bool isOriginal(const MarkLayer &layer) const;
    void askReason(bool ask);
    void skip();
    void say(const QString &sentence);
    void exportTo(bool asObjects);
    void setRadius(double radius);

    WorkplaceContext m_context;
    AnnotationDesk *m_desk;
    AnnotationForm *m_form;
    CompareView *m_compare;
    MarkLayer *m_first;
    MarkLayer *m_second;
    MarkTool m_tool = MarkTool::None;
    double m_radius = 40.0;
    QLabel *m_count = nullptr;
    QLabel *m_left = nullptr;
    QLineEdit *m_annotator = nullptr;
    QLabel *m_saved = nullptr;
    QLabel *m_message = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_done = nullptr;
    QDockWidget *m_dock = nullptr;
};

} // namespace cf::ui
