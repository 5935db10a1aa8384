#pragma once

#include "ui/annotation/form/MarkLayer.h"
#include "ui/shell/Workplace.h"

#include <vector>

class QAbstractButton;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace cf::ui {

class AnnotationDesk;
class AnnotationForm;
class BatchReview;
class CompareView;
class DisputePanel;

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
    void takeBatch(const BatchResults &batch) override;
    BatchReview &review() { return *m_review; } ///< Of the batch that was sent here.
    QVariantMap choices() const override;
    void setChoices(const QVariantMap &choices) override;

    AnnotationDesk &desk() { return *m_desk; }
    AnnotationForm &form() { return *m_form; }
    CompareView &compare() { return *m_compare; }
    MarkLayer &layer() { return *m_second; } ///< Over the counterfactual.
    DisputePanel &dispute() { return *m_dispute; }
    QComboBox &part() { return *m_part; }
    QLineEdit &sharedPlace() { return *m_shared; } ///< Where annotations lie that several share.
    MarkLayer &originalLayer() { return *m_first; }
    void setTool(MarkTool tool);
    /// To the next case where this one is done; else says what is open.
    void done();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int narrowFormWidth = 420; ///< Of the form in a narrow window, in logical pixels.

    QWidget *makeBar();
    QWidget *makeRail();
    QWidget *makeDock();
    QWidget *makePart();
    QWidget *makeShared();
    void takeShared();
    void takePart();
    void showAgreement();
    void connectActions();
    void connectTools();
    void connectView();
    void connectDesk();
    void drawCase();
    void draw();
    void drawMarks();
    void addMark(MarkLayer &layer, annotation::Mark mark);
    void paintMask(MarkLayer &layer, const std::vector<QPointF> &path, double radius, bool erase);
    bool isOriginal(const MarkLayer &layer) const;
    void askReason(bool ask);
    void skip();
    void goOn(); ///< To the next open case, else to the next film of the batch.
    void drawFilm();
    QWidget *makeFilmBar();
    void say(const QString &sentence);
    void exportTo(bool asObjects);
    void setRadius(double radius);

    WorkplaceContext m_context;
    AnnotationDesk *m_desk;
    BatchReview *m_review;
    AnnotationForm *m_form;
    CompareView *m_compare;
    MarkLayer *m_first;
    MarkLayer *m_second;
    MarkTool m_tool = MarkTool::None;
    double m_radius = 40.0;
    QLabel *m_count = nullptr;
    QLabel *m_left = nullptr;
    QWidget *m_filmBar = nullptr; ///< While a batch is gone through.
    QLabel *m_film = nullptr;
    QPushButton *m_previousFilm = nullptr;
    QPushButton *m_nextFilm = nullptr;
    QLineEdit *m_annotator = nullptr;
    QComboBox *m_part = nullptr; ///< Annotator, or who decides between them.
    QLineEdit *m_shared = nullptr;
    QLabel *m_sharing = nullptr; ///< Why the shared place is not up to date.
    QWidget *m_limit = nullptr;
    QSpinBox *m_apart = nullptr;
    DisputePanel *m_dispute;
    QLabel *m_saved = nullptr;
    QLabel *m_message = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_done = nullptr;
    QDockWidget *m_dock = nullptr;
};

} // namespace cf::ui
