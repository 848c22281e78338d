// Pistache's library is not built with ThreadSanitizer, so it cannot see how the accept thread hands a new peer to a
// worker: a lock-free queue and half of a shared_ptr's counting are inside. Only what the accept thread does is
// excused.
#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_suppressions() {
  return "race:Pistache::Tcp::Listener::\n"
         "race:Pistache::Tcp::Peer::Create\n";
}
#endif
