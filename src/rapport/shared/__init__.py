"""What every domain may use, pure: money, periods, ids, refusals, the clock as a value, figures as people write
them.
"""
