"""counting-proxy.py PORT SERVER LOG: hands HTTP requests on 127.0.0.1:PORT to SERVER (host:port), and writes a line for each to LOG:
what S3 calls it (PUT, GET, HEAD, LIST, DELETE, COPY, ...), the status of the answer, and the key, or for a list its prefix."""

import http.client
import http.server
import sys
import threading
import urllib.parse

PORT, SERVER, LOG = int(sys.argv[1]), sys.argv[2], open(sys.argv[3], "a", buffering=1)
WRITING = threading.Lock()
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "expect"}


def kind(method, query, headers):
    if method == "GET" and ("list-type" in query or "prefix" in query):
        return "LIST"
    if method == "POST":
        return "DELETE" if "delete" in query else "MULTIPART"
    if method == "PUT" and "x-amz-copy-source" in headers:
        return "COPY"
    return "MULTIPART" if "uploadId" in query or "uploads" in query else method


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server_connection = http.client.HTTPConnection(SERVER, timeout=120)

    def hand_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        if self.command in ("PUT", "POST"):
            headers["Content-Length"] = str(len(body))
        self.server_connection.request(self.command, self.path, body=body or None, headers=headers)
        answer = self.server_connection.getresponse()
        content = answer.read()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        length = answer.getheader("Content-Length", "0") if self.command == "HEAD" else str(len(content))
        if answer.status != 204:
            self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(content)
        self.count(answer.status)

    def count(self, status):
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query, keep_blank_values=True)
        key = query.get("prefix", [url.path])[0]
        with WRITING:
            print(kind(self.command, query, self.headers), status, key, file=LOG)

    def log_message(self, *arguments):
        pass

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = hand_on


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        """A client that closes its connection, or a server that does, is no error here."""


Server(("127.0.0.1", PORT), Handler).serve_forever()
