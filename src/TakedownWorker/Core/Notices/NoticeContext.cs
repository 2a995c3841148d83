using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Notices;

/// <summary>What the decider of letters needs beside the case: the instant, the rulebook and what is known over all cases.</summary>
/// <param name="TrustedRoutes">Keys of routes that an approved letter reached and that have not bounced since.</param>
/// <param name="Composed">Letters rendered in this step: each is rendered once, right before it is judged.</param>
internal sealed record NoticeContext(
    Instant At, Rulebook Rulebook, ImmutableHashSet<string> TrustedRoutes, ImmutableHashSet<NoticeId> Composed);
