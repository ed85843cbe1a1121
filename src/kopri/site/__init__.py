"""The Django site: overview → meetings → partners → programme → record → accounts → base."""
