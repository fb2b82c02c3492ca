using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>How long before the end it has to be asked for, and how far ahead it can be.</summary>
public class NoticeTests
{
    private static readonly CancellationPolicy Rules = new() { Timings = [CancellationTiming.EndOfTerm, CancellationTiming.OnDate], NoticeDays = 14, MaxScheduleAheadDays = 40 };

    [Theory]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-13", false)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-03-12", true)]
    [InlineData("2026-03-13", false)]
    public void A_date_is_taken_from_the_end_of_the_notice_to_the_horizon(string date, bool isTaken)
    {
        var scenario = WithRules(Rules).Activated().Paid().Paid().When(On(date));

        if (isTaken)
            scenario.Is(S.Clearing).With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local(date)));
        else
            scenario.ThenRefused(RefusalCode.CancellationDate).With(s => s.Last.Refusals[0].Facts.Select(fact => fact.Value).Should()
                .Equal(new LocalDate(2026, 2, 14), new LocalDate(2026, 3, 12)));
    }

    [Fact]
    public void An_end_of_the_term_that_is_nearer_is_refused_and_neither_moved_nor_now() =>
        WithRules(Rules).Activated().At("2026-02-15")
            .When(AtTheEnd).ThenRefused(RefusalCode.CancellationNotice)
            .With(s => s.Last.Refusals[0]["earliest"].Should().Be(new LocalDate(2026, 3, 1)))
            .Is(S.Active);

    [Fact]
    public void On_the_last_day_for_it_the_end_of_the_term_is_taken() =>
        WithRules(Rules).Activated().At("2026-02-14T23:59:59").When(AtTheEnd).Is(S.Clearing)
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-02-28")));

    [Fact]
    public void Where_what_is_paid_ends_before_the_notice_no_date_can_be_asked_for() =>
        WithRules(Rules).Activated().At("2026-02-20").When(On("2026-02-27")).ThenRefused(RefusalCode.CancellationNotice)
            .Paid().When(On("2026-03-06")).Is(S.Clearing);

    [Fact]
    public void At_once_needs_no_notice_where_it_is_offered() =>
        WithRules(Rules with { Timings = [CancellationTiming.Immediate] }).Activated().Requested().Is(S.Closed);

    [Fact]
    public void Every_reason_is_told_with_it() =>
        WithRules(Rules).Activated().At("2026-02-20").When(new RequestCancellation(CancellationReason.Other) { Timing = CancellationTiming.EndOfTerm })
            .ThenRefused(RefusalCode.CancellationNoteMissing, RefusalCode.CancellationNotice);

    private static RequestCancellation AtTheEnd { get; } = new(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.EndOfTerm };

    private static RequestCancellation On(string date) =>
        new(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value };
}
