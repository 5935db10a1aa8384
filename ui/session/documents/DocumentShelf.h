#pragma once

#include "ui/session/documents/EditDocument.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cf::ui {

/// The documents in memory, the one used last first. Bounded: those not used for the longest time go, as far as nothing
/// would be lost.
class DocumentShelf
{
public:
    explicit DocumentShelf(std::size_t bytes);

    /// The document of an image, by its work key; null when it is not here.
    EditDocument *find(const std::string &workKey);
    EditDocument &add(OpenedImage image);
    /// Drops documents until the rest fits. `mayGo` says of each whether nothing would be lost; the one used last
    /// stays.
    void makeRoom(const std::function<bool(const EditDocument &)> &mayGo);
    std::vector<EditDocument *> all() const;

private:
    std::size_t m_bytes;
    std::vector<std::unique_ptr<EditDocument>> m_documents;
};

} // namespace cf::ui
