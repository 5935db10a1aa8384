#include "ui/session/documents/DocumentShelf.h"

#include <algorithm>

namespace cf::ui {

DocumentShelf::DocumentShelf(std::size_t bytes)
    : m_bytes(bytes)
{
}

EditDocument *DocumentShelf::find(const std::string &workKey)
{
    const auto known = std::find_if(m_documents.begin(), m_documents.end(),
        [&workKey](const auto &document) { return document->image().workKey == workKey; });
    if (known == m_documents.end())
        return nullptr;
    std::rotate(m_documents.begin(), known, known + 1);
    return m_documents.front().get();
}

EditDocument &DocumentShelf::add(OpenedImage image)
{
    m_documents.insert(m_documents.begin(), std::make_unique<EditDocument>(std::move(image)));
    return *m_documents.front();
}

void DocumentShelf::makeRoom(const std::function<bool(const EditDocument &)> &mayGo)
{
    std::size_t bytes = 0;
    for (const auto &document : m_documents)
        bytes += document->bytes();
    for (std::size_t at = m_documents.size(); at-- > 1 && bytes > m_bytes;) {
        if (!mayGo(*m_documents[at]))
            continue;
        bytes -= m_documents[at]->bytes();
        m_documents.erase(m_documents.begin() + std::ptrdiff_t(at));
    }
}

std::vector<EditDocument *> DocumentShelf::all() const
{
    std::vector<EditDocument *> documents;
    for (const auto &document : m_documents)
        documents.push_back(document.get());
    return documents;
}

} // namespace cf::ui
