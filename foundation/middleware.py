"""Closed by default: what a view does not declare public is kept by no cache."""


def closed_cache(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
