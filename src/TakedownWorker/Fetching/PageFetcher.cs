using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polly;
using Polly.Timeout;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>One look and, where it was to be read, its page: in memory only.</summary>
internal readonly record struct Fetched(LookFacts Facts, PageFacts? Page);

/// <summary>
/// One look: one attempt, redirects followed by hand, text only, all within one total time-out. Throws only for our own
/// bugs; what a network or a server can do is a value.
/// </summary>
internal sealed class PageFetcher : IPageFetcher
{
    private static readonly UriCreationOptions AsReported =
        new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly LookHttp _http;
    private readonly MediaHead _media;
    private readonly FetchLimits _limits;
    private readonly TimeProvider _domain;
    private readonly TimeProvider _machine;
    private readonly ResiliencePipeline _timeout;

    public PageFetcher(
        LookHttp http,
        FetchLimits limits,
        [FromKeyedServices(Clocks.Domain)] TimeProvider domain,
        [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
    {
        _http = http;
        _media = new MediaHead(http, limits, machine);
        _limits = limits;
        _domain = domain;
        _machine = machine;
        _timeout = new ResiliencePipelineBuilder { TimeProvider = machine }.AddTimeout(limits.Total).Build();
    }

    public async Task<LookFacts> LookAsync(
        string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken) =>
        (await FetchAsync(url, fingerprintKey, PageWish.HeadersOnly, cancellationToken)).Facts;

    /// <summary>As <see cref="LookAsync"/>, with the page itself when it is text and is to be read.</summary>
    public async Task<Fetched> FetchAsync(
        string url, ReadOnlyMemory<byte> fingerprintKey, PageWish wish, CancellationToken cancellationToken)
    {
        var began = _machine.GetTimestamp();
        var trail = new LookTrail(url, Instant.FromDateTimeOffset(_domain.GetUtcNow()), wish);
        if (ReportedUrl.Parse(url).Url is not { } first)
        {
            trail.Failure = LookFailure.InvalidUrl;
            return new Fetched(trail.ToFacts(TimeSpan.Zero), null);
        }

        try
        {
            await _timeout.ExecuteAsync(
                async token => await FollowUntilAsync(first, trail, fingerprintKey, token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            trail.Failure = LookFailure.Timeout;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The library's own connect time-out.
            trail.Failure = LookFailure.Timeout;
        }
        catch (Exception e) when (e is not OperationCanceledException && LookFailures.Of(e) is not null)
        {
            trail.Failure = LookFailures.Of(e)!.Value;
        }

        return new Fetched(trail.ToFacts(_machine.GetElapsedTime(began)), trail.Page);
    }

    /// <summary>
    /// A stop breaks sockets and handshakes, and the library reports what broke: a look that was stopped must never be
    /// told as a host that failed.
    /// </summary>
    private async Task FollowUntilAsync(
        ReportedUrl first, LookTrail trail, ReadOnlyMemory<byte> fingerprintKey, CancellationToken token)
    {
        try
        {
            await FollowAsync(first, trail, fingerprintKey, token);
        }
        catch (Exception e) when (token.IsCancellationRequested)
        {
            throw new OperationCanceledException("the look was stopped", e, token);
        }
    }

    private async Task FollowAsync(
        ReportedUrl first, LookTrail trail, ReadOnlyMemory<byte> fingerprintKey, CancellationToken token)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var address = first; address is not null;)
        {
            if (trail.Hops >= _limits.Hops || !seen.Add(address.RequestForm))
            {
                throw new LookStoppedException(LookFailure.RedirectLoop);
            }

            trail.Asked(address);
            using var response = await _media.AskAsync(address, RequestUri(address), trail, token)
                ?? await _http.GetAsync(RequestUri(address), trail.Hops == 1 ? trail.Known : null, token);
            trail.Answered(response);
            if (trail.IsNotModified(response))
            {
                return;
            }

            address = Next(address, response);
            if (address is null)
            {
                await ReadAsync(response, trail, fingerprintKey, token);
            }
        }
    }

    private async Task ReadAsync(HttpResponseMessage response, LookTrail trail, ReadOnlyMemory<byte> key, CancellationToken token)
    {
        if (!PageText.IsText(trail.ContentType))
        {
            trail.ReadHeaders(response);
        }
        else if (response.IsSuccessStatusCode)
        {
            var text = await PageText.ReadAsync(response.Content, _limits.BodyBytes, token);
            if (!trail.Knows(response, text, key.Span))
            {
                trail.Read(text.Length, trail.WantsFingerprint ? TextFingerprint.Of(text, response.Content.Headers, key.Span) : null);
                trail.ReadPage(response, text);
            }

            Array.Clear(text);
        }
        else if (trail.Wanted)
        {
            await ReadErrorPageAsync(response, trail, key, token);
        }
    }

    /// <summary>The status stands whatever becomes of the text beside it.</summary>
    private async Task ReadErrorPageAsync(HttpResponseMessage response, LookTrail trail, ReadOnlyMemory<byte> key, CancellationToken token)
    {
        using var brief = new CancellationTokenSource(_limits.ErrorPage, _machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, brief.Token);
        try
        {
            var text = await PageText.ReadAsync(response.Content, _limits.ErrorPageBytes, either.Token);
            if (!trail.Knows(response, text, key.Span))
            {
                trail.ReadPage(response, text);
            }

            Array.Clear(text);
        }
        catch (Exception e) when (!token.IsCancellationRequested && (e is OperationCanceledException || LookFailures.Of(e) is not null))
        {
            trail.ReadHeaders(response);
        }
    }

    private static Uri RequestUri(ReportedUrl address) =>
        Uri.TryCreate(address.RequestForm, AsReported, out var uri)
            ? uri
            : throw new LookStoppedException(LookFailure.InvalidUrl);

    private static ReportedUrl? Next(ReportedUrl from, HttpResponseMessage response)
    {
        if (!LookTrail.IsRedirect(response)
            || !response.Headers.NonValidated.TryGetValues("Location", out var locations)
            || locations.First() is not { Length: > 0 } location)
        {
            return null;
        }

        return RedirectTarget.Of(from, location) ?? throw new LookStoppedException(LookFailure.BadRedirect);
    }
}
