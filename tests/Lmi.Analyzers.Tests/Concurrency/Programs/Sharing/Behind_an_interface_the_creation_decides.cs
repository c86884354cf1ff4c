using System.Collections.Generic;
using System.Collections.Concurrent;
using Amazon.Lambda.Core;

namespace A
{
    public class Function
    {
        static readonly IDictionary<string, int> A = new Dictionary<string, int>();
        static readonly IDictionary<string, int> B = new ConcurrentDictionary<string, int>();
        readonly ICollection<string> _c;
        readonly IList<string> _l = new List<string>();
        readonly ConcurrentDictionary<string, Dictionary<string, int>> _n = new();
        public Function() : this(new List<string>())
        {
        }

        public Function(ICollection<string> c)
        {
            _c = c;
        }

        public int Handle(string e, ILambdaContext c)
        {
            {|LMI1001:A[e]|} = 1;
            B[e] = 1;
            _c.Add(e);
            {|LMI1001:_l.Add|}(e);
            foreach (var x in _n.Values)
            {
                {|LMI1001:x[e]|} = 2;
            }

            return 1;
        }

        readonly Album _album = new(new List<string>());
        readonly Shelf _shelf = new(new Dictionary<string, int>());
        readonly Shelf _other = new(new ConcurrentDictionary<string, int>());
        public int Keep(string e, ILambdaContext c)
        {
            _album.Keep(e);
            _shelf.Keep(e);
            _other.Keep(e);
            return 1;
        }

        public int Drop(string e, ILambdaContext c)
        {
            if (_n.TryGetValue(e, out var d))
                {|LMI1001:d.Remove|}(e);
            return 1;
        }
    }

    public class Album(IList<string> pages)
    {
        readonly IList<string> _pages = pages;
        public void Keep(string e) => {|LMI1001:_pages.Add|}(e);
    }

    // Not the same for all who make one.
    public class Shelf(IDictionary<string, int> books)
    {
        readonly IDictionary<string, int> _books = books;
        public void Keep(string e) => _books[e] = 1;
    }
}
