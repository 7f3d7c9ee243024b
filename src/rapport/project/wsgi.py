"""The console and the API as the server runs them."""

from django.core.wsgi import get_wsgi_application

import rapport.project.ready  # noqa: F401

application = get_wsgi_application()
