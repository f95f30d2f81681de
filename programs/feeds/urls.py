"""The addresses by which the list of programmes is followed."""

from agreements.feeds.urls import followed
from programs.exports.urls import LIST

app_name = "program_feeds"
urlpatterns = followed(LIST)
