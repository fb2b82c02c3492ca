using System.Reflection;
using NodaTime.Text;

namespace EsimLifecycle.Tests;

/// <summary>
/// What Kill Bill's tests assert about periods, proration and credit, through our schedule and <see cref="ProrationConvention.KillBill"/>.
/// </summary>
public class KillBillCases
{
    private const string Lifecycle = "about the state of a subscription, not its dates";

    private static readonly BillingCases Cases = new("killbill.json");
    private static readonly ProrationConvention KillBill = ProrationConvention.KillBill;

    /// <summary>The cases that a calendar has nothing to say about.</summary>
    private static readonly Dictionary<string, string> NotPlayed = new()
    {
        ["KB402"] = Lifecycle,
        ["KB403"] = Lifecycle,
        ["KB405"] = Lifecycle,
        ["KB406"] = Lifecycle,
        ["KB409"] = Lifecycle,
        ["KB411"] = Lifecycle,
        ["KB413"] = Lifecycle,
        ["KB414"] = Lifecycle,
        ["KB415"] = Lifecycle,
        ["KB416"] = Lifecycle,
        ["KB420"] = Lifecycle,
        ["KB423"] = Lifecycle,
        ["KB425"] = Lifecycle,
        ["KB428"] = Lifecycle,
        ["KB429"] = Lifecycle,
        ["KB432"] = Lifecycle,
        ["KB435"] = Lifecycle,
        ["KB436"] = Lifecycle,
        ["KB437"] = Lifecycle,
    };

    public static TheoryData<string> Of(string kinds) => [.. Cases.OfKinds(kinds).Where(id => !NotPlayed.ContainsKey(id))];

    [Fact]
    public void Every_case_is_either_played_here_or_named_with_the_reason_why_not()
    {
        var played = typeof(KillBillCases).GetMethods()
            .SelectMany(m => m.GetCustomAttributes<MemberDataAttribute>())
            .SelectMany(a => Of((string)a.Arguments[0]!).Select(row => row.Data))
            .ToList();

        Cases.Ids.Should().HaveCount(167);
        played.Should().OnlyHaveUniqueItems().And.HaveCount(148);
        played.Concat(NotPlayed.Keys).Should().BeEquivalentTo(Cases.Ids);
    }

    [Theory]
    [MemberData(
        nameof(Of),
        "leading_proration trailing_proration double_proration proration_mixed generic_boundary cancel_in_first_period")]
    public void Billing_in_advance_adds_up_whole_periods_and_parts_of_one(string id)
    {
        var it = Cases[id];
        var schedule = it.Schedule;
        var shares = BegunBy(it.Target, it).Select(p => KillBill.PriceShare(schedule, p, it.End ?? p.End)).ToList();

        shares.Sum(s => s.Rounded).Should().Be(it.Expected.Decimal("total_cycles"));
        if (it.Expected.Has("parts"))
        {
            var parts = it.Expected.GetProperty("parts").EnumerateArray().Select(p => (p[0].GetInt32(), p[1].GetInt32()));
            shares.Count(s => s.Exact == new Fraction(1, 1)).Should().Be(it.Expected.Int("whole_periods"));
            shares.Where(s => s.Exact != new Fraction(1, 1)).Select(s => (s.Days, s.OfDays)).Should().Equal(parts);
        }
    }

    [Theory]
    [MemberData(nameof(Of), "leading_fraction leading_proration_fixed30")]
    public void The_leading_period_is_a_fraction_of_the_one_before_the_first_cycle(string id)
    {
        var it = Cases[id];
        var cycle = it.Inputs.Date("next_cycle_date");
        var schedule = new BillingSchedule(it.Inputs.Date("start"), it.Schedule.Length, cycle.Day);

        schedule.Anchor.Should().Be(cycle);
        ShouldBe(it, Convention(it).PriceShare(schedule, schedule[0]));
    }

    [Theory]
    [MemberData(nameof(Of), "trailing_fraction trailing_proration_fixed30")]
    public void The_trailing_period_is_a_fraction_of_the_one_after_the_last_cycle(string id)
    {
        var it = Cases[id];
        var schedule = it.ScheduleFrom(it.Inputs.Date("previous_cycle_date"));

        ShouldBe(it, Convention(it).PriceShare(schedule, schedule[0], it.End!.Value));
    }

    [Theory]
    [MemberData(nameof(Of), "fixed_days_between")]
    public void Months_of_a_fixed_length_count_as_if_each_had_it(string id)
    {
        var it = Cases[id];
        var schedule = new BillingSchedule(it.Inputs.Date("start"), Period.FromMonths(1));
        var share = Convention(it).PriceShare(schedule, schedule[0], it.Inputs.Date("end"));

        share.Days.Should().Be(it.Expected.Int("days"));
        share.OfDays.Should().Be(it.Inputs.Int("fixed_days_in_month"));
    }

    [Theory]
    [MemberData(nameof(Of), "month_end_alignment")]
    public void A_cycle_on_the_31st_misses_no_month(string id)
    {
        var it = Cases[id];
        if (it.Expected.Has("nth_cycle_date"))
        {
            it.Schedule.PeriodAt(it.Target).Start.Should().Be(it.Expected.Date("nth_cycle_date"));
            BegunBy(it.Target.PlusDays(-1), it).Should().HaveCount(it.Expected.Int("whole_periods_on_day_before"));
            BegunBy(it.Target, it).Should().HaveCount(it.Expected.Int("whole_periods_on_day"));
            BegunBy(it.Target.PlusDays(1), it).Should().HaveCount(it.Expected.Int("whole_periods_on_day_after"));
        }
        else
        {
            var dates = it.Expected.GetProperty("implied_cycle_dates").EnumerateArray()
                .Select(d => BillingCaseFields.IsoDate(d.GetString()!));
            BegunBy(it.Target, it).Should().HaveCount(it.Expected.Int("whole_periods"));
            BegunBy(it.Target, it).Select(p => p.End).Prepend(it.Schedule.Start).Should().Equal(dates);
        }
    }

    [Theory]
    [MemberData(nameof(Of), "invalid_date_sequence")]
    public void A_target_or_an_end_before_the_start_is_an_error(string id)
    {
        var it = Cases[id];
        var bill = () => (it.Schedule.PeriodAt(it.Target), it.Schedule.Until(it.End!.Value));

        bill.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [MemberData(nameof(Of), "whole_periods_between")]
    public void The_index_of_a_date_is_the_number_of_whole_periods_before_it(string id)
    {
        var it = Cases[id];

        it.Schedule.PeriodAt(it.Inputs.Date("end")).Index.Should().Be(it.Expected.Int("whole_periods"));
    }

    [Theory]
    [MemberData(nameof(Of), "advance_by_n_periods")]
    public void Advancing_by_n_periods_is_the_start_of_period_n(string id)
    {
        var it = Cases[id];

        it.Schedule[it.Inputs.Int("n")].Start.Should().Be(it.Expected.Date("date"));
    }

    [Theory]
    [MemberData(nameof(Of), "recede_by_n_periods")]
    public void A_schedule_that_began_n_periods_ago_has_period_n_today(string id)
    {
        var it = Cases[id];

        it.ScheduleFrom(it.Expected.Date("date"))[it.Inputs.Int("n")].Start.Should().Be(it.Inputs.Date("start"));
    }

    [Theory]
    [MemberData(nameof(Of), "cycle_date_alignment")]
    public void The_first_cycle_is_on_the_billing_day_from_the_start_on(string id)
    {
        var it = Cases[id];
        if (it.Expected.Has("first_cycle_date"))
            it.Schedule.Anchor.Should().Be(it.Expected.Date("first_cycle_date"));
        else
            it.Schedule.PeriodAt(it.Target).Should().Be(new ServicePeriod(0, it.Schedule.Start, it.Expected.Date("last_cycle_date")));
    }

    [Theory]
    [MemberData(nameof(Of), "in_arrear_interval")]
    public void In_arrears_what_has_ended_is_billed(string id)
    {
        var it = Cases[id];
        var schedule = it.Schedule;
        var billedUntil = it.End <= it.Target ? it.End.Value : schedule.PeriodAt(it.Target).Start;

        schedule.Anchor.Should().Be(it.Expected.Date("first_cycle_date"));
        (billedUntil > schedule.Start).Should().Be(it.Expected.GetProperty("has_something_to_bill").GetBoolean());
        (billedUntil > schedule.Start ? billedUntil : (LocalDate?)null).Should().Be(it.Expected.OptionalDate("effective_end_date"));
        schedule.PeriodAt(billedUntil).End.Should().Be(it.Expected.Date("next_cycle_date"));
    }

    [Theory]
    [MemberData(nameof(Of), "service_periods thirty_days")]
    public void The_periods_billed_by_a_day(string id)
    {
        var it = Cases[id];
        var inArrears = it.Inputs.Has("billing_mode") && it.Inputs.Text("billing_mode") == "IN_ARREAR";
        var billed = BegunBy(it.Target, it)
            .Select(p => (p.Start, End: it.End < p.End ? it.End.Value : p.End))
            .Where(p => !inArrears || p.End <= it.Target);

        billed.Should().Equal(it.Expected.Periods());
    }

    [Theory]
    [MemberData(nameof(Of), "align_within_month align_to_next")]
    public void A_date_moves_to_the_next_cycle_date(string id)
    {
        var it = Cases[id];
        var date = it.Inputs.Date("date");
        var aligned = it.Inputs.OptionalDate("previous") is { } previous
            ? it.ScheduleFrom(previous).PeriodAt(date).End
            : it.ScheduleFrom(date).Anchor;

        aligned.Should().Be(it.Expected.Date("date"));
    }

    [Theory]
    [MemberData(nameof(Of), "timezone_cycle_day")]
    public void The_cycle_day_is_the_day_in_the_accounts_time_zone(string id)
    {
        var it = Cases[id];

        StartDate(it, "account_time_zone").Day.Should().Be(it.Expected.Int("billing_cycle_day"));
    }

    [Theory]
    [MemberData(nameof(Of), "anchor_day_change")]
    public void A_new_cycle_day_takes_effect_the_next_time_it_comes(string id)
    {
        var it = Cases[id];
        var schedule = new BillingSchedule(it.Inputs.Date("reference_date"), Period.FromMonths(1), it.Inputs.Int("new_billing_cycle_day"));

        schedule.Anchor.Should().Be(it.Expected.Date("effective_date"));
    }

    [Theory]
    [MemberData(nameof(Of), "leading_charge leading_charge_fixed30 resume_charge")]
    public void A_leading_period_costs_its_share_of_the_price(string id)
    {
        var it = Cases[id];
        var schedule = it.ScheduleFrom(it.Inputs.Date("prorated_from"));
        var share = Convention(it).PriceShare(schedule, schedule[0]);

        schedule[0].End.Should().Be(it.Inputs.Date("prorated_to_exclusive"));
        ShouldBe(it, share);
        share.Of(it.Inputs.Cents("price")).Should().Be(it.Expected.Cents("amount"));
    }

    [Theory]
    [MemberData(nameof(Of), "used_part")]
    public void A_part_of_a_period_costs_its_share_of_the_price(string id)
    {
        var it = Cases[id];
        var schedule = it.ScheduleFrom(it.Inputs.Date("period_start"));
        var share = KillBill.PriceShare(schedule, schedule[0], it.Inputs.Date("prorated_to_exclusive"));

        ShouldBe(it, share);
        share.Of(it.Inputs.Cents("price")).Should().Be(it.Expected.Cents("amount"));
    }

    [Theory]
    [MemberData(
        nameof(Of),
        "cancel_credit cancel_credit_fixed30 change_credit pause_credit transfer_credit blocked_period_credit credit_capped_by_prior_refund")]
    public void What_was_paid_and_not_used_is_credited(string id)
    {
        var it = Cases[id];
        var item = new ServicePeriod(0, it.Inputs.Date("period_start"), it.Inputs.Date("period_end_exclusive"));
        var share = Convention(it).UnusedShare(item, it.Inputs.Date("prorated_from"), it.Inputs.Date("prorated_to_exclusive"));
        var paid = it.Inputs.Cents("price");
        var credited = it.Inputs.Has("prior_item_adjustment") ? -it.Inputs.Cents("prior_item_adjustment") : 0;

        if (it.Expected.Has("uncapped"))
            share.Of(paid).Should().Be(it.Expected.Cents("uncapped"));
        else
            ShouldBe(it, share);
        KillBill.CapCredit(share.Of(paid), paid, credited).Should().Be(-it.Expected.Cents("amount"));
    }

    [Theory]
    [MemberData(nameof(Of), "weekly daily")]
    public void Weeks_and_days_follow_the_trial(string id)
    {
        var it = Cases[id];
        var start = it.Inputs.Has("start") ? it.Inputs.Date("start") : StartDate(it, "account_time_zone");
        var paidFrom = start.PlusDays(it.Inputs.Int("trial_days"));
        var expected = it.Expected.Periods().Where(p => p.Start >= paidFrom).ToList();

        it.ScheduleFrom(paidFrom).Until(expected[^1].End).Select(p => (p.Start, p.End)).Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(Of), "lifecycle_dst")]
    public void Daylight_saving_moves_no_date(string id)
    {
        var it = Cases[id];
        if (it.Expected.Has("first_period"))
        {
            var (local, zone) = (it.Inputs.Text("created_local").Split(' ')[0], DateTimeZoneProviders.Tzdb["America/Los_Angeles"]);
            var created = LocalDateTimePattern.GeneralIso.Parse(local).Value.InZoneStrictly(zone).ToInstant();
            var trialEnd = ZonedDates.DateOf(created, zone).PlusDays(it.Inputs.Int("trial_days"));
            var first = new BillingSchedule(trialEnd, Period.FromMonths(1))[0];

            first.Start.Day.Should().Be(it.Expected.Int("billing_cycle_day"));
            new[] { first.Start.Iso(), first.End.Iso() }.Should()
                .Equal(it.Expected.GetProperty("first_period").EnumerateArray().Select(d => d.GetString()));
        }
        else
        {
            var cancel = it.Inputs.Date("cancel_local_date");
            var first = new BillingSchedule(StartDate(it, "time_zone"), Period.FromMonths(1), it.Inputs.Int("billing_cycle_day"))[0];

            first.End.Should().Be(it.Expected.Date("effective_end_local"));
            KillBill.UnusedShare(first, cancel).Days.Should().Be(0);
        }
    }

    [Theory]
    [MemberData(nameof(Of), "lifecycle_cancel_start_of_term lifecycle_cancel_end_of_term")]
    public void The_term_is_the_period_of_the_day_asked(string id)
    {
        var it = Cases[id];
        var trialEnd = it.Inputs.Date("start").PlusDays(it.Inputs.Int("trial_days"));
        var term = new BillingSchedule(trialEnd, Period.FromMonths(1), it.Inputs.OptionalInt("billing_cycle_day"));

        if (it.Inputs.Has("cancel_call"))
            term.PeriodAt(it.Inputs.Date("cancel_call")).Start.Should().Be(it.Expected.Date("effective_cancel"));
        else
            term.PeriodAt(it.Inputs.Date("called")).End.Should().Be(it.Expected.Date("effective_end"));
    }

    private static IEnumerable<ServicePeriod> BegunBy(LocalDate target, BillingCase it) =>
        it.Schedule.Until(it.End <= target ? it.End.Value : target.PlusDays(1));

    private static ProrationConvention Convention(BillingCase it) =>
        it.Inputs.OptionalInt("fixed_days_in_month") is > 0 and var days ? KillBill with { FixedDaysInMonth = days } : KillBill;

    private static LocalDate StartDate(BillingCase it, string zone)
    {
        var id = it.Inputs.Text(zone);
        return ZonedDates.DateOf(
            InstantPattern.General.Parse(it.Inputs.Text("start_instant")).Value,
            DateTimeZoneProviders.Tzdb[id.StartsWith('+') ? $"UTC{id}" : id]);
    }

    private static void ShouldBe(BillingCase it, ProratedShare share)
    {
        (share.Days, share.OfDays).Should().Be((it.Expected.Int("numerator"), it.Expected.Int("denominator")));
        if (it.Expected.Has("fraction"))
            share.Rounded.Should().Be(it.Expected.Decimal("fraction"));
    }
}
