using System.Threading;
using Amazon.Lambda.Core;

namespace StaticAbstract
{
    public interface ITracker<T>
        where T : ITracker<T>
    {
        static abstract void Track(string what);

        static abstract T operator +(T one, T other);
    }

    public readonly struct Calls : ITracker<Calls>
    {
        private static int s_tracked, s_added;

        public static void Track(string what) => {|LMI1002:s_tracked++|};

        public static Calls operator +(Calls one, Calls other)
        {
            {|LMI1002:s_added++|};
            return one;
        }
    }

    public readonly struct SafeCalls : ITracker<SafeCalls>
    {
        private static int s_tracked;

        public static void Track(string what) => Interlocked.Increment(ref s_tracked);

        public static SafeCalls operator +(SafeCalls one, SafeCalls other) => one;
    }

    /// <summary>Nobody tracks with it.</summary>
    public readonly struct Unused : ITracker<Unused>
    {
        private static int s_tracked;

        public static void Track(string what) => s_tracked++;

        public static Unused operator +(Unused one, Unused other) => one;
    }

    public class Function
    {
        public string Handle(string input, ILambdaContext context) => Sum<Calls>(input).ToString() + Sum<SafeCalls>(input);

        private static T Sum<T>(string input)
            where T : struct, ITracker<T>
        {
            T.Track(input);
            return new T() + new T();
        }
    }
}

namespace Deconstructed
{
    public sealed class Pair
    {
        private static int s_pairs;
        private int _own;

        public void Deconstruct(out int first, out int second)
        {
            {|LMI1002:s_pairs++|};
            first = second = _own++;
        }

        public void Deconstruct(out int first, out int second, out int third)
        {
            s_pairs++;
            first = second = third = 1;
        }
    }

    public sealed class Triple
    {
        private static int s_triples;

        public void Deconstruct(out int first, out int second, out int third)
        {
            {|LMI1002:s_triples++|};
            first = second = third = 1;
        }
    }

    public class Function
    {
        public int Handle(string input, ILambdaContext context)
        {
            var (a, b) = new Pair();
            return new Triple() is (1, 1, var c) ? a + b + c : 0;
        }
    }
}
