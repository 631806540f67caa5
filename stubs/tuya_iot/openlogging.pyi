import logging

logger: logging.Logger
default_handler: logging.Handler
