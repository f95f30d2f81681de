"""From draft to publication at the desk: send for review, look at what would change, return or publish, withdraw.

The rules (domain sections 9 and 10, scenarios E6 and E7):

* A draft may have gaps; it may be sent for review with them. What was never public gets the stage *in review*; what is
  public stays *published* for everybody, and an open submission (``desk.Review``) says that a change of it waits. The
  editorial status that the desk shows is *in review* for both, before *changed since publication*.
* A record in review can be changed; the reviewer is told that it is no longer as it was sent, and by whom.
* Nobody publishes or restores a record that they changed since its last publication, nor one that they sent; superusers
  neither (``four_eyes``). To withdraw is a reviewer's decision alone, because it shows nothing new to the public.
* What a reviewer saw is what is published: a record that changed while the page lay open is shown again.

``steps`` are the ways through the door for a record's admin, ``page`` is the review of one record, ``block`` publishes
or restores many, ``leaving`` withdraws; ``submitting`` alone writes submissions and the stage *in review*.
"""
