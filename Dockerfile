# Two stages, so that what serves holds no more than it needs. It writes nothing:
#   docker run --read-only --cap-drop all --security-opt no-new-privileges \
#     -p 127.0.0.1:8000:8000 aftertouch
FROM python:3.11-slim AS build
WORKDIR /app
RUN ["python", "-m", "venv", "/venv"]
COPY requirements/run.txt requirements/
RUN ["/venv/bin/pip", "install", "--no-cache-dir", "--require-hashes", "-r", "requirements/run.txt"]
COPY pyproject.toml CHANGELOG.md ./
COPY server server
COPY web web
COPY translations translations
RUN ["/venv/bin/python", "-m", "server", "translate", "--compile"]
RUN ["/venv/bin/python", "-m", "compileall", "-q", "server"]

FROM python:3.11-slim
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV AFTERTOUCH_HOST=0.0.0.0 PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 65534:65534
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["/venv/bin/python", "-c", "import http.client, os; server = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); server.request('GET', '/healthz'); raise SystemExit(server.getresponse().status != 200)"]
CMD ["/venv/bin/python", "-m", "server", "serve"]
