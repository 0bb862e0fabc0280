"""The receiver: a private nginx that answers 204 to everything and counts."""

from pathlib import Path

from .net import answers, free_port
from .process import Process, wait_until

CONFIGURATION = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        location = /status {{ stub_status; }}
        location / {{ return 204; }}
    }}
}}
"""


class Nginx(Process):
    def __init__(self, directory: Path):
        folder = directory / "nginx"
        folder.mkdir()
        self.port = free_port()
        configuration = folder / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=self.port))
        binary = "/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "nginx"
        super().__init__("nginx", [binary, "-e", folder / "error.log", "-c", configuration], folder / "log")
        wait_until(lambda: answers(self.port, "/status"), self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"
