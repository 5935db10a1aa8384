#pragma once

#include "ui/datasets/BatchState.h"

#include <QWidget>

namespace cf::ui {

/// The last results of a batch as small pictures, each with the marks of a synthetic image.
class BatchPictures : public QWidget
{
    Q_OBJECT

public:
    explicit BatchPictures(QWidget *parent = nullptr);

    void setPictures(const std::vector<BatchPicture> &pictures);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF frameOf(int at) const;

    std::vector<BatchPicture> m_pictures;
};

} // namespace cf::ui
