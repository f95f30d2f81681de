"""Accounts of the desk: logging in, second factors, sessions, and who may have an account.

django-allauth does the work; here are its pages in the register's look, the doors that stay shut (nobody signs up, the
admin has no second login), and what keeps the public side free of it: no page for the public reads a session.
"""
