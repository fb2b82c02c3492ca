namespace EsimLifecycle.Tests;

public class ValueListTests
{
    [Fact]
    public void The_default_value_is_the_empty_list()
    {
        ValueList<int> none = default;

        none.Should().BeEmpty();
        none.Equals([]).Should().BeTrue();
        none.ToString().Should().Be("[]");
    }

    [Fact]
    public void Equality_is_by_elements_and_order()
    {
        ValueList<string> list = ["a", "b"];

        list.Equals(["a", "b"]).Should().BeTrue();
        list.Equals(["b", "a"]).Should().BeFalse();
        list.Equals(["a"]).Should().BeFalse();
        list.GetHashCode().Should().Be(ValueList.Create<string>(["a", "b"]).GetHashCode());
    }

    [Fact]
    public void What_it_contains_is_found_without_allocating()
    {
        ValueList<Role> roles = [Role.Customer, Role.Agent];
        roles.Contains(Role.Agent).Should().BeTrue();
        roles.Contains(Role.System).Should().BeFalse();
        default(ValueList<Role>).Contains(Role.Customer).Should().BeFalse();

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = roles.Contains(Role.System);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Changing_gives_a_new_list_and_leaves_the_old_one()
    {
        ValueList<int> list = [1, 2, 3];

        list.Add(4).Should().Equal(1, 2, 3, 4);
        list.SetItem(1, 9).Should().Equal(1, 9, 3);
        list.RemoveAt(0).Should().Equal(2, 3);
        list.RemoveAt(0).RemoveAt(1).RemoveAt(0).Should().BeEmpty();
        list.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void What_fits_first_is_found_without_allocating()
    {
        ValueList<string> words = ["one", "two", "three"];
        Search(words).Should().Be(("three", 2, null, -1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Search(words);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        static (string?, int, string?, int) Search(ValueList<string> words) => (
            words.Find(4, static (word, length) => word.Length >= length),
            words.IndexOf(4, static (word, length) => word.Length >= length),
            words.Find(6, static (word, length) => word.Length >= length),
            words.IndexOf(6, static (word, length) => word.Length >= length));
    }

    [Fact]
    public void A_capped_list_forgets_its_oldest()
    {
        ValueList<int> list = [1, 2, 3];

        list.AddCapped(4, 4).Should().Equal(1, 2, 3, 4);
        list.AddCapped(4, 3).Should().Equal(2, 3, 4);
        list.AddCapped(4, 1).Should().Equal(4);
        default(ValueList<int>).AddCapped(4, 1).Should().Equal(4);
    }

    [Fact]
    public void What_is_put_takes_the_place_of_what_it_fits_or_comes_last()
    {
        ValueList<string> list = ["a1", "b1"];

        list.Put("b2", 'b', static (each, letter) => each[0] == letter).Should().Equal("a1", "b2");
        list.Put("c1", 'c', static (each, letter) => each[0] == letter).Should().Equal("a1", "b1", "c1");
        list.AddRange(["c1", "d1"]).Should().Equal("a1", "b1", "c1", "d1");
        list.AddRange(default).Should().Equal("a1", "b1");
        default(ValueList<string>).AddRange(list).Should().Equal("a1", "b1");
    }

    [Fact]
    public void An_index_outside_the_list_is_an_error_that_tells_its_length()
    {
        ValueList<int> list = [1];

        var reading = () => list[1];
        reading.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 elements*");
        FluentActions.Invoking(() => list.RemoveAt(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => list.SetItem(-1, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
