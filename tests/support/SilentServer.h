#pragma once

#include <arpa/inet.h>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace cf::test {

/// Takes every connection on a port of this machine and never says a word.
class SilentServer
{
public:
    SilentServer()
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address;
        std::memset(&address, 0, sizeof address);
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *const any = reinterpret_cast<sockaddr *>(&address);
        if (m_socket < 0 || ::bind(m_socket, any, size) != 0 || ::listen(m_socket, 16) != 0
            || ::getsockname(m_socket, any, &size) != 0)
            std::abort();
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;

    std::string location(const std::string &schema) const
    {
        return "postgresql://reader@127.0.0.1:" + std::to_string(m_port) + "/postgres?schema=" + schema;
    }

private:
    int m_socket = -1;
    std::uint16_t m_port = 0;
};

} // namespace cf::test
