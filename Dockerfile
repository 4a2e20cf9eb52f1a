# One image for every process of production; docker-compose.yml says which command each runs. Its steps are the Makefile's.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        make libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-liberation \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    DEBRIEF_VAR=/var/lib/debrief \
    PATH="/srv/debrief/.venv/bin:$PATH"
WORKDIR /srv/debrief

# The requirements first: they change seldom, and this layer is the slow one.
COPY Makefile ./
COPY scripts ./scripts
COPY requirements ./requirements
RUN make .venv/.app

COPY . .
# Production's settings want their secrets even here; these are forgotten with the step. --old-file: the layer above is done.
RUN mkdir -p "$DEBRIEF_VAR" \
    && REDIS_URL=redis://nowhere DEBRIEF_SECRET_KEY=only-while-the-image-is-built \
       make --old-file=.venv/.app static \
    && python -m compileall -q -x '\.venv' . \
    && useradd --system --no-create-home --home-dir "$DEBRIEF_VAR" debrief \
    && chown -R debrief "$DEBRIEF_VAR"

USER debrief
EXPOSE 8000
CMD ["gunicorn", "--threads", "8", "config.wsgi:application"]
