#include "core/base/files/SystemReason.h"

#include <cerrno>
#include <system_error>

namespace cf {

std::string systemReason(int errorNumber)
{
    switch (errorNumber) {
    case ENOSPC:
        return "the disk is full; free some space and try again";
    case EDQUOT:
        return "your quota of the disk is used up; free some space and try again";
    case EFBIG:
        return "it would be larger than the system or its limit for this process (ulimit -f) allows";
    case EACCES:
    case EPERM:
        return "you may not write there; choose another folder";
    case EROFS:
        return "the disk is read-only; choose another folder";
    case ENOENT:
        return "its folder does not exist; make it first";
    case ENOTDIR:
        return "a part of its path is a file, not a folder";
    case ENAMETOOLONG:
        return "its name is too long for the disk";
    case ELOOP:
        return "links in its path lead in a circle";
    case ENXIO:
    case EPIPE:
        return "nobody reads from this pipe";
    case EMFILE:
    case ENFILE:
        return "too many files are open; raise the limit (ulimit -n) or close other programs";
    case EEXIST:
        return "a file or a link that leads nowhere has this name; choose another name";
    default:
        return std::system_category().message(errorNumber);
    }
}

} // namespace cf
