#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenuBar;
class QToolButton;

namespace cf::ui {

/// The tab of a workplace.
struct PlaceTab {
    QString id;
    QAction *action; ///< Goes there.
    QString icon;
};

/// The top of the window: menus, the model, and under them the banner with what must be known while working.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);

    QMenuBar &menus() { return *m_menus; }
    /// The menus were filled anew: the one button that they fold into where there is little room has the same.
    void menusChanged();
    void openMenu(); ///< Of that button; where the menus stand in full, the first of them.
    /// The workplaces, as tabs; a single one has no tab.
    void setPlaces(const std::vector<PlaceTab> &tabs);
    void setPlace(const QString &id); ///< The one in view.
    void setModel(const QString &name, const QString &detail);

    enum class Tone { Neutral, Warning, Error };
    /// Stays while its cause lasts. `strong` says it, `rest` explains, `details` opens on hovering.
    void setBanner(Tone tone, const QString &strong, const QString &rest, const QString &details = {});

Q_SIGNALS:
    void modelClicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fold();

    QMenuBar *m_menus;
    QToolButton *m_fold;
    QHBoxLayout *m_tabs;
    QToolButton *m_model;
    QLabel *m_modelDetail;
    QWidget *m_banner;
    QLabel *m_bannerGlyph;
    QLabel *m_bannerStrong;
    QLabel *m_bannerRest;
};

} // namespace cf::ui
