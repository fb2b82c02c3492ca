using System.Globalization;
using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>What a customer keeps of a closed subscription says what happened, and can be verified for as long as there are records.</summary>
public class ClosureCertificateTests
{
    private static readonly ValueList<SealedRecord> Records = History.Seal(GoldenLives.Of("story-1-axis-keep-number"), HistoryTests.Salt);
    private static readonly ClosureCertificate Certificate = ClosureCertificate.From(Records, HistoryTests.Salt).Certificate!;

    public static TheoryData<string> Lives => [.. GoldenLives.Names];

    [Theory]
    [MemberData(nameof(Lives))]
    public void It_says_what_happened(string life)
    {
        var events = GoldenLives.Of(life);
        Expect(events, History.Seal(events, HistoryTests.Salt));
    }

    [Fact]
    public void It_is_true_of_its_records_also_when_they_have_grown_and_when_they_are_erased()
    {
        var closed = Records.Take(Records.ToList().FindIndex(record => record.ReadEvent() is SubscriptionClosed) + 1).ToList();
        var early = ClosureCertificate.From(closed, HistoryTests.Salt).Certificate!;

        early.Verify(Records, HistoryTests.Salt).IsTrue.Should().BeTrue();
        early.Verify(History.Erase(Records)).IsTrue.Should().BeTrue();
        ClosureCertificate.From(History.Erase(Records)).Certificate!.Devices.Should().OnlyContain(device => device.Device == device.Pseudonym);
    }

    [Fact]
    public void What_it_says_otherwise_is_named()
    {
        (Certificate with { Reason = ClosedReason.Revoked }).Verify(Records, HistoryTests.Salt).Differences.Should().Equal("Reason");
        (Certificate with { Devices = [], Net = Money.Parse("USD 99.00") }).Verify(History.Erase(Records)).Differences.Should().Equal("Devices", "Net");
    }

    [Fact]
    public void Records_that_were_cut_off_or_written_anew_do_not_bear_it_out()
    {
        Certificate.Verify(Records.Take(Records.Count - 1), HistoryTests.Salt).Should().Match<ClosureCertificateVerdict>(verdict => !verdict.IsTrue && verdict.History.Fault!.Kind == HistoryFaultKind.Truncated);
        (Certificate with { Head = Certificate.Head with { Digest = default } }).Verify(Records, HistoryTests.Salt).History.Fault!.Kind.Should().Be(HistoryFaultKind.Replaced);
    }

    [Fact]
    public void There_is_none_while_the_subscription_is_not_closed_or_its_records_do_not_fit()
    {
        ClosureCertificate.From(Records.Take(3), HistoryTests.Salt).Should().Be(new ClosureCertificateAnswer(null, SubscriptionStatus.Active, null));
        ClosureCertificate.From([], HistoryTests.Salt).Should().Be(new ClosureCertificateAnswer(null, SubscriptionStatus.None, null));
        ClosureCertificate.From(Records.Skip(1), HistoryTests.Salt).Fault.Should().Be(new HistoryFault(HistoryFaultKind.Missing, 1, 1));
    }

    [Fact]
    public void It_is_JSON_that_is_read_back_strictly()
    {
        ClosureCertificate.FromJson(Certificate.ToJson()).Should().Be(Certificate);
        FluentActions.Invoking(() => ClosureCertificate.FromJson("{}"u8)).Should().Throw<LifecycleJsonException>();
        FluentActions.Invoking(() => ClosureCertificate.FromJson(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Certificate.ToJson()).Replace("\"net\"", "\"nett\"", StringComparison.Ordinal))))
            .Should().Throw<LifecycleJsonException>();
    }

    [Fact]
    public void It_does_not_hold_the_salt() => Encoding.UTF8.GetString(Certificate.ToJson()).Should().NotContain(HistoryTests.Salt.ToString());

    [Theory]
    [MemberData(nameof(Lives))]
    public void It_is_a_page_in_three_languages(string life)
    {
        if (ClosureCertificate.From(History.Seal(GoldenLives.Of(life), HistoryTests.Salt), HistoryTests.Salt).Certificate is not { } certificate)
            return;
        foreach (var language in new[] { "en", "zh-Hans", "id" })
        {
            certificate.ToText(CultureInfo.GetCultureInfo(language)).Should()
                .Contain(certificate.Head.Digest.ToString()).And.Contain(certificate.Subscription.ToString()).And.NotContain("{").And.NotContain("(not given)");
        }
    }

    [Fact]
    public void It_reads_as_a_page_that_one_would_keep()
    {
        if (Environment.GetEnvironmentVariable("SHOW_CERTIFICATE") is { Length: > 0 } file)
            File.WriteAllText(file, string.Join("\n======\n", GoldenLives.Names.Select(life => ClosureCertificate.From(History.Seal(GoldenLives.Of(life), HistoryTests.Salt), HistoryTests.Salt).Certificate).OfType<ClosureCertificate>()
                .SelectMany(certificate => new[] { "en", "zh-Hans", "id" }.Select(language => certificate.ToText(CultureInfo.GetCultureInfo(language))))));
        var page = Certificate.ToText(CultureInfo.GetCultureInfo("en"));

        page.Should().StartWith("CERTIFICATE OF CLOSURE\n\nSubscription: " + Certificate.Subscription).And.Contain("\nDevices\n  8904").And.Contain("\nSettlement\n").And.Contain("\nRefund\n");
    }

    [Fact]
    public void Of_a_refund_in_parts_each_part_is_told_with_what_became_of_it_and_by_when_the_rest_is_paid()
    {
        var life = Late("USD 3.00");
        Page(life).Should().Contain("\n  USD 10.00, back to payment payment-2 (card): USD 3.00 set off against what you owed and USD 7.00 still to be paid to you, at the latest at the end of Saturday, February 14, 2026\n")
            .And.Contain("\n  USD 1.00 more if the card is received by Monday, March 2, 2026\n");

        life.When(new RecordRefund(new("payout-1"), Money.Parse("USD 7.00")), Caller.System).When(new RecordCardReturn(new("parcel-1")), Caller.System);

        Page(life).Should().Contain("(card): USD 7.00 paid and USD 3.00 set off against what you owed\n")
            .And.Contain("\n  USD 1.00 for the card that came back: still to be paid to you, at the latest at the end of Saturday, February 14, 2026\n").And.NotContain("more if");
    }

    [Theory]
    [InlineData(BalanceDisposition.Transfer, "to be moved to the account that you named, at the latest", "moved to the account that you named\n")]
    [InlineData(BalanceDisposition.Forfeit, "forfeited\n", "forfeited\n")]
    public void Moved_or_forfeited_is_what_was_left_of_it(BalanceDisposition disposition, string first, string then)
    {
        var life = Late("USD 3.00").When(new ChooseBalanceDisposition(new BalanceChoice(disposition, disposition == BalanceDisposition.Transfer ? new("account-2") : default, new("consent-1"))));
        Page(life).Should().Contain("(card): USD 3.00 set off against what you owed and USD 7.00 " + first);

        if (disposition == BalanceDisposition.Transfer)
            life.When(new RecordTransfer(life.State.Refunds[0].Transfer), Caller.System).Then<TransferRecorded>();
        Page(life).Should().Contain("(card): USD 3.00 set off against what you owed and USD 7.00 " + then);
    }

    [Fact]
    public void Late_charges_are_listed_and_what_is_disputed_is_not_asked_for()
    {
        var life = Late("USD 14.00");
        life.When(new ReportLateCharge(new("late-2"), Money.Parse("USD 5.00"), life.Local("2026-01-31T10:40:00")), Caller.System)
            .When(new ReportLateCharge(new("late-3"), Money.Parse("USD 6.00"), life.Local("2026-02-03")), Caller.System)
            .When(new DisputeLateCharge(new("late-2")));

        Page(life).Should().Contain("\n\nLate charges\n  USD 14.00 for usage on Saturday, January 31, 2026 at 10:30 (late-1): USD 4.00 to be paid by you\n"
            + "  USD 5.00 for usage on Saturday, January 31, 2026 at 10:40 (late-2): disputed; you need not pay before it is decided, and it is cancelled if it is not decided by Monday, March 2, 2026\n"
            + "  USD 6.00 for usage on Tuesday, February 3, 2026 at 00:00 (late-3): void, because it is for usage after the end of service\n"
            + "  For usage before the end of service they can be reported up to and including Friday, May 1, 2026.\n\nYou still owe: USD 4.00\n\nKeep");
    }

    /// <summary>Closed with USD 10.00 to pay back, USD 1.00 for the card on top, and a late charge.</summary>
    private static Scenario Late(string amount)
    {
        var life = Scenario.With(policy => policy with { Closure = new ClosurePolicy { LateChargeDays = 90, CardReturn = new CardReturnTerms { Credit = Money.Parse("USD 1.00") } } })
            .Activated().ToppedUp("USD 10.00").At("2026-01-31T11:00:00").Requested().Is(SubscriptionStatus.Closed);
        return life.When(new ReportLateCharge(new("late-1"), Money.Parse(amount), life.Local("2026-01-31T10:30:00")), Caller.System);
    }

    private static string Page(Scenario life) =>
        ClosureCertificate.From(History.Seal(life.History, HistoryTests.Salt), HistoryTests.Salt).Certificate!.ToText(CultureInfo.GetCultureInfo("en"));

    /// <summary>A certificate of a life says what its events do, and there is one exactly if it is closed.</summary>
    internal static void Expect(IReadOnlyList<LifecycleEvent> events, IReadOnlyList<SealedRecord> records)
    {
        var state = Lifecycle.Replay(events);
        var answer = ClosureCertificate.From(records, HistoryTests.Salt);

        answer.Fault.Should().BeNull();
        answer.Status.Should().Be(state.Status);
        (answer.Certificate is not null).Should().Be(state.Status == SubscriptionStatus.Closed);
        if (answer.Certificate is not { } certificate)
            return;
        var closed = events.OfType<SubscriptionClosed>().Single();
        (certificate.ClosedAt, certificate.Reason, certificate.OpenedAt).Should().Be((closed.At, closed.Reason, events[0].At));
        certificate.Devices.Select(device => (device.Device, device.UnboundAt)).Should().Equal(events.OfType<DeviceUnbound>().Select(unbound => (unbound.Device, unbound.At)));
        certificate.Settlement.Should().Equal(events.OfType<AccountSettled>().LastOrDefault()?.Lines ?? default);
        certificate.Refunds.Select(refund => (refund.Key, refund.Amount, refund.Status, refund.Payment)).Should().Equal(state.Refunds.Select(leg => (leg.Key, leg.Amount, leg.Status, leg.Payment)));
        certificate.Owed.Should().Be(state.Dues);
        certificate.LateCharges.Select(charge => (charge.Reference, charge.Amount, charge.Status, charge.Open)).Should().Equal(state.LateCharges.Select(charge => (charge.Reference, charge.Amount, charge.Status, charge.Open)));
        certificate.Refunds.Select(refund => refund.Open).Should().Equal(state.Refunds.Select(leg => leg.Outstanding));
        certificate.Head.Should().Be(records[^1].Head);
        ClosureCertificate.FromJson(certificate.ToJson()).Should().Be(certificate);
        certificate.Verify(records, HistoryTests.Salt).IsTrue.Should().BeTrue();
        certificate.Verify(History.Erase(records)).IsTrue.Should().BeTrue();
    }
}
