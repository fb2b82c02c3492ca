using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class ReminderTests
{
    private static Scenario Reminding(params int[] days) => Shop(renewal => renewal with { ReminderDays = ValueList.Create<int>(days) }).InMarch();

    [Fact]
    public void By_default_seven_days_and_one_day_before_the_end() =>
        Shop(renewal => renewal with { ReminderDays = new RenewalPolicy().ReminderDays }).InMarch()
            .Until("2026-03-24T23:59:59").ThenNothing()
            .Until("2026-03-25").Then<RenewalReminderDue>().Tells(MessageTemplate.RenewalReminder)
            .Until("2026-03-31").Then<RenewalReminderDue>().Until("2026-03-31T23:59:59").ThenNothing();

    [Fact]
    public void Renewed_in_time_it_is_of_the_new_end() =>
        Reminding(7).Paid().Until("2026-04-23").Then<PeriodEnded>().Until("2026-04-24").Then<RenewalReminderDue>()
            .With(s => s.Event<RenewalReminderDue>().PaidUntil.Should().Be(new LocalDate(2026, 5, 1)));

    [Fact]
    public void In_whatever_order_they_are_given() =>
        Reminding(1, 14, 3).Until("2026-03-18").Then<RenewalReminderDue>().Until("2026-03-29").Then<RenewalReminderDue>().Until("2026-03-31").Then<RenewalReminderDue>();

    [Fact]
    public void Longer_than_the_period_there_is_none() =>
        Reminding(60).Until("2026-04-01").Then<PeriodEnded, GraceEntered>();

    [Fact]
    public void A_low_balance_is_told_once_a_period() =>
        Shop(renewal => renewal with { BalanceLow = Usd("2.00") }).At("2026-03-01").Opened().Paid()
            .When(new Activate()).Then<SubscriptionActivated, BalanceLow>().Tells(MessageTemplate.Activated, MessageTemplate.BalanceLow)
            .Paid().Then<PaymentRecorded, SubscriptionRenewed>()
            .Paid().Until("2026-04-01").Paid().With(s => s.Last.Events.OfType<BalanceLow>().Should().ContainSingle());

    [Fact]
    public void A_balance_too_low_for_the_next_automatic_renewal_is_told_with_the_reminder() =>
        Reminding(7).Renewing(PaymentMethod.Balance).Until("2026-03-25").Then<RenewalReminderDue, BalanceLow>()
            .Tells(MessageTemplate.RenewalReminder, MessageTemplate.BalanceLow);

    [Fact]
    public void Who_has_not_used_it_for_long_is_advised_once_a_period() =>
        Shop(renewal => renewal with { DisuseDays = 10 }).InMarch().Renewing(PaymentMethod.Balance).ToppedUp("USD 310.00")
            .Until("2026-03-11T23:59:59").ThenNothing()
            .Until("2026-03-12").Then<DisuseNoticed>().Tells(MessageTemplate.DisuseAdvice)
            .Until("2026-03-28").ThenNothing()
            .Until("2026-04-05").With(s => s.Last.Events.OfType<DisuseNoticed>().Should().ContainSingle());

    [Fact]
    public void Usage_puts_the_advice_off_and_without_auto_renewal_there_is_none() =>
        Shop(renewal => renewal with { DisuseDays = 10 }).InMarch().Renewing()
            .At("2026-03-10").When(new RecordUsage(1), Caller.System).Until("2026-03-20T23:59:59").ThenNothing().Until("2026-03-21").Then<DisuseNoticed>()
            .Paid().When(new SetAutoRenewal(false)).Until("2026-04-30").Then<PeriodEnded>();
}
