#include "dicom/reading/file/MemoryStream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cf {

namespace {

using SharedBytes = std::shared_ptr<const std::vector<unsigned char>>;

/// Opens the same bytes again where a value begins.
class MemoryStreamFactory final : public DcmInputStreamFactory
{
public:
    MemoryStreamFactory(SharedBytes bytes, offile_off_t at)
        : m_bytes(std::move(bytes))
        , m_at(at)
    {
    }

    DcmInputStream *create() const override { return new MemoryStream(m_bytes, m_at); }
    DcmInputStreamFactory *clone() const override { return new MemoryStreamFactory(m_bytes, m_at); }
    /// DCMTK asks only whether the file is a temporary one.
    DcmInputStreamFactoryType ident() const override { return DFT_DcmInputFileStreamFactory; }

private:
    SharedBytes m_bytes;
    offile_off_t m_at = 0;
};

} // namespace

BytesProducer::BytesProducer(SharedBytes bytes, offile_off_t at)
    : m_bytes(std::move(bytes))
    , m_at(at)
{
}

offile_off_t BytesProducer::avail()
{
    return static_cast<offile_off_t>(m_bytes->size()) - m_at;
}

offile_off_t BytesProducer::read(void *buffer, offile_off_t length)
{
    const offile_off_t count = good() ? std::min(length, avail()) : 0;
    if (count > 0)
        std::memcpy(buffer, m_bytes->data() + m_at, static_cast<std::size_t>(count));
    m_at += count;
    return count;
}

offile_off_t BytesProducer::skip(offile_off_t length)
{
    const offile_off_t count = good() ? std::min(length, avail()) : 0;
    m_at += count;
    return count;
}

void BytesProducer::putback(offile_off_t count)
{
    if (count > m_at)
        m_status = EC_PutbackFailed;
    else
        m_at -= count;
}

MemoryStream::MemoryStream(SharedBytes bytes, offile_off_t at)
    : DcmInputStream(&m_producer) // Kept, not used, before it is made.
    , m_bytes(std::move(bytes))
    , m_begin(at)
    , m_producer(m_bytes, at)
{
}

DcmInputStreamFactory *MemoryStream::newFactory() const
{
    // Behind a filter that unpacks, places are not those of the bytes; then all values are read at once.
    if (currentProducer() != &m_producer)
        return nullptr;
    return new MemoryStreamFactory(m_bytes, m_begin + tell());
}

} // namespace cf
