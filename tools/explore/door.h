// Who may ask: only a page that this program served, on this machine, to who was given the address.
#pragma once

#include <string>

#include "tools/explore/http.h"

namespace tools {

/// 128 bits that nobody can guess, as hexadecimal digits.
std::string new_token();

struct Door {
  std::string token;
  int port = 0;

  /// Why a request is not answered; "" when it is. Host must be this machine by a name that no foreign name server can lend
  /// to it, Origin this server's where it is sent, and the token in the address the right one.
  std::string refusal(const HttpRequest& request) const;
  /// "http://127.0.0.1:8000/?token=..."
  std::string address() const;
};

}  // namespace tools
