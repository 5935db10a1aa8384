#pragma once

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcistrma.h>

#include <memory>
#include <vector>

namespace cf {

/// A file's bytes, handed from one to the next, with the place at which reading goes on.
class BytesProducer final : public DcmProducer
{
public:
    BytesProducer(std::shared_ptr<const std::vector<unsigned char>> bytes, offile_off_t at);

    OFBool good() const override { return m_status.good(); }
    OFCondition status() const override { return m_status; }
    OFBool eos() override { return avail() == 0; }
    offile_off_t avail() override;
    offile_off_t read(void *buffer, offile_off_t length) override;
    offile_off_t skip(offile_off_t length) override;
    void putback(offile_off_t count) override;

private:
    std::shared_ptr<const std::vector<unsigned char>> m_bytes;
    offile_off_t m_at = 0;
    OFCondition m_status = EC_Normal;
};

/// Reads an object from memory as DCMTK reads one from a file: long values wait until they are asked for, and one that
/// claims more bytes than there are is an end too early. DcmInputBufferStream takes memory for what a length claims, 4
/// GB for a file of 1 kB.
class MemoryStream final : public DcmInputStream
{
public:
    explicit MemoryStream(std::shared_ptr<const std::vector<unsigned char>> bytes, offile_off_t at = 0);

    DcmInputStreamFactory *newFactory() const override;

private:
    std::shared_ptr<const std::vector<unsigned char>> m_bytes;
    offile_off_t m_begin = 0;
    BytesProducer m_producer;
};

} // namespace cf
