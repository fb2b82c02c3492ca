using System.Text;
using static EsimLifecycle.Tests.RenewalSteps;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Money is known by its own reference: new money is never lost, told again it posts nothing, whatever the message was.</summary>
public class MoneyReferenceTests
{
    private static TopUp Top(string reference, string amount = "10.00") => new(new Reference(reference), Usd(amount), PaymentMethod.Card);

    private static GrantCredit Credit(string amount, string? reference = null) =>
        new(Usd(amount)) { Reference = reference is null ? default : new Reference(reference) };

    private static readonly LifecycleFact[] Facts =
    [
        new RecordPayment(new Reference("new"), Usd("10.00"), PaymentMethod.Card),
        Top("new"),
        new PayDues(new Reference("new"), Usd("10.00"), PaymentMethod.Card),
    ];

    public static TheoryData<LifecycleFact> Money => [.. Facts];

    [Theory]
    [MemberData(nameof(Money))]
    public void New_money_behind_a_used_message_id_is_taken(LifecycleFact money) =>
        Shop().InMarch().When(Top("old", "1.00"), Caller.System, "message").Then<PaymentRecorded>()
            .When(money, Caller.System, "message").Then<PaymentRecorded>().Holds(Account.Customer, "USD -42.00")
            .When(money, Caller.System, "message").AlreadyDone()
            .When(money, Caller.System, "another").AlreadyDone()
            .When(Top("old", "1.00"), Caller.System, "message").AlreadyDone().Holds(Account.Customer, "USD -42.00");

    [Fact]
    public void A_success_under_the_message_id_and_the_reference_of_a_failure_is_taken() =>
        Shop().InMarch().When(new Renew(PaymentMethod.Card))
            .When(Answer(failed: true), Caller.System, "pi").Then<PaymentRecorded, ChargeFailed>()
            .When(Answer(), Caller.System, "pi").Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01")
            .When(Answer(), Caller.System, "pi").AlreadyDone().When(Answer(failed: true), Caller.System, "pi").AlreadyDone();

    [Fact]
    public void A_request_under_the_message_id_of_money_is_refused_and_money_under_that_of_a_request_is_taken() =>
        Shop().InMarch().When(new UpdateContact(new PersonalReference("contact-2")), id: "message").Then<ContactUpdated>()
            .When(Top("new"), Caller.System, "message").Then<PaymentRecorded>()
            .When(new UpdateContact(new PersonalReference("contact-3")), id: "message").ThenRefused(RefusalCode.CommandIdReused);

    [Fact]
    public void Usage_has_no_key_of_its_own_and_a_conflict_keeps_what_it_said() =>
        Shop().InMarch().When(new RecordUsage(7), Caller.System, "message").Then<UsageRecorded>()
            .With(s => s.When(new RecordUsage(9) { OccurredAt = s.Now }, Caller.System, "message").Then<FactConflicted>()
                .Event<FactConflicted>().Should().Match<FactConflicted>(conflict => conflict.Bytes == 9 && conflict.OccurredAt == s.Now));

    [Fact]
    public void A_conflict_of_money_keeps_its_reference_amount_and_time() =>
        Shop().InMarch().When(Top("known"), Caller.System)
            .With(s => s.When(Top("known", "50.00") with { OccurredAt = s.Now }, Caller.System).Then<FactConflicted>()
                .Event<FactConflicted>().Should().Match<FactConflicted>(
                    conflict => conflict.Reference == new Reference("known") && conflict.Amount == Usd("50.00") && conflict.OccurredAt == s.Now));

    [Fact]
    public void Told_again_after_thousands_of_others_money_posts_nothing()
    {
        var lifecycle = Shop().Lifecycle;
        var scenario = Shop().InMarch().When(Credit("1.00", "credit-0"), Caller.Carrier).When(Top("top-0", "1.00"), Caller.System);
        var state = scenario.State;
        for (var i = 1; i < Limits.RememberedReferences - 2; i++)
            state = lifecycle.Decide(state, Top($"top-{i}", "1.00"), Context($"message-{i}")).Subscription;
        state.Balances[Account.Wallet].Should().Be(Usd($"{Limits.RememberedReferences - 2}.00"));
        state.Payments.Should().HaveCount(PaymentReceipt.Remembered).And.NotContain(known => known.Reference == new Reference("top-0"));

        // Of most nothing but the reference is known any more.
        state = lifecycle.Decide(state, new Terminate(TerminationReason.Revoked), new CommandContext(scenario.Now, Caller.Carrier, new CommandId("end"))).Subscription;
        foreach (var again in new[] { "top-0", "top-1", "top-2000", $"top-{Limits.RememberedReferences - 3}", "payment-1" })
        {
            var told = lifecycle.Decide(state, Top(again, again == "payment-1" ? "31.00" : "1.00"), Context("again"));
            told.Subscription.Balances.Should().Be(state.Balances);
        }

        LifecycleJson.ReadSubscription(LifecycleJson.Write(state)).Should().Be(state);

        CommandContext Context(string id) => new(scenario.Now, Caller.System, new CommandId(id));
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        MoneyReferences references = default;
        for (var i = 0; i < 5 * Limits.RememberedReferences; i++)
        {
            references = references.Add(i);
            for (var back = 0; back < Limits.RememberedReferences && back <= i; back += 1023)
                references.Contains(i - back).Should().BeTrue();
        }

        var all = references.ToArray();
        all.Should().BeInAscendingOrder().And.HaveCountLessThanOrEqualTo(2 * Limits.RememberedReferences).And.HaveCountGreaterThanOrEqualTo(Limits.RememberedReferences);
        all[^1].Should().Be((5 * Limits.RememberedReferences) - 1);
        MoneyReferences.Of(all).ToArray().Should().Equal(all);
        references.Contains(0).Should().BeFalse();
    }

    [Fact]
    public void States_share_what_they_remember_and_differ_in_what_they_do_not()
    {
        var one = MoneyReferences.Of([1, 2, 3, 4, 5]);
        var (six, seven) = (one.Add(6), one.Add(7));
        (six.Contains(6), six.Contains(7), seven.Contains(7), one.Contains(6)).Should().Be((true, false, true, false));
        six.Should().NotBe(seven).And.Be(MoneyReferences.Of([1, 2, 3, 4, 5, 6]));
    }

    // Webhooks of a daily plan, sent again weeks later.

    [Fact]
    public void A_webhook_of_the_first_day_sent_again_on_the_twenty_first_is_known()
    {
        var scenario = Shop().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[1]] })).At("2026-03-01").Activated().When(new SetAutoRenewal(true, PaymentMethod.Balance));
        for (var day = 1; day <= 20; day++)
            scenario.Until($"2026-03-{day:00}T12:00:00").When(Top($"top-{day}", "1.00"), Caller.System).Is(S.Active);
        scenario.At("2026-03-21T12:00:00").When(Top("top-1", "1.00"), Caller.System, "again")
            .With(s => s.Last.Events.OfType<PaymentRecorded>().Should().BeEmpty());
    }

    // Credits.

    [Fact]
    public void A_credit_told_again_after_more_messages_than_are_remembered_is_granted_once()
    {
        var scenario = Shop().InMarch().When(Credit("5.00"), Caller.Carrier, "credit").Then<CreditGranted>();
        for (var i = 0; i < 150; i++)
            scenario.When(new UpdateContact(new PersonalReference($"contact-{i}")));
        scenario.When(Credit("5.00"), Caller.Carrier, "credit").AlreadyDone().Holds(Account.Promotional, "USD 5.00");
    }

    [Fact]
    public void Two_credits_are_two_and_one_told_in_two_messages_is_one() =>
        Shop().InMarch().When(Credit("5.00"), Caller.Carrier).When(Credit("5.00"), Caller.Carrier).Holds(Account.Promotional, "USD 10.00")
            .When(Credit("5.00", "goodwill"), Caller.Carrier).Then<CreditGranted>().With(s => s.Event<CreditGranted>().Reference.Should().Be(new Reference("goodwill")))
            .When(Credit("5.00", "goodwill"), Caller.Carrier).AlreadyDone().Holds(Account.Promotional, "USD 15.00");

    [Fact]
    public void A_balance_received_is_known_after_more_others_than_are_kept()
    {
        var scenario = Shop().InMarch();
        for (var i = 0; i < 20; i++)
            scenario.When(Received(i), Caller.System).Then<TransferReceived>();
        scenario.When(Received(0), Caller.System).AlreadyDone().Holds(Account.Wallet, "USD 20.00");

        static ReceiveTransfer Received(int i) => new(new SubscriptionId("other"), new Reference($"transfer-{i}"), Usd("1.00"));
    }

    [Theory]
    [InlineData("\"AQ==\"")]
    [InlineData("\"not base64\"")]
    [InlineData("7")]
    public void References_in_a_snapshot_that_are_none_are_a_fault(string value)
    {
        var snapshot = Encoding.UTF8.GetString(LifecycleJson.Write(Shop().InMarch().State));
        var start = snapshot.IndexOf("\"references\":", StringComparison.Ordinal) + "\"references\":".Length;
        var changed = snapshot[..start] + value + snapshot[snapshot.IndexOf(',', start)..];
        FluentActions.Invoking(() => LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes(changed))).Should().Throw<LifecycleJsonException>().WithMessage("*base64*");
    }

    private static RecordPayment Answer(bool failed = false) =>
        new(new Reference("pi"), Usd("31.00"), PaymentMethod.Card) { Charge = new Reference("charge-4"), Failed = failed };
}
