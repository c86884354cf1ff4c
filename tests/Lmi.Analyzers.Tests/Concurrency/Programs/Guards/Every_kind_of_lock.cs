using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using System.Runtime.CompilerServices;

namespace A
{
    public class Function
    {
        readonly object _g = new();
        readonly Dictionary<string, int> _d = new();
        int _n;
        static SpinLock s_spin;
        static readonly Mutex M = new();
        static int s_m;
        static readonly SemaphoreSlim Many = new(10);
        static int s_many;
        static readonly ReaderWriterLockSlim Rw = new();
        static int s_rw;
        static int s_m2;
        int _s;
        public async Task<int> Handle(string e, ILambdaContext c)
        {
            lock (_g)
            {
                Put(e);
            }

            Sync();
            M.WaitOne();
            try
            {
                s_m++;
            }
            finally
            {
                M.ReleaseMutex();
            }

            await Many.WaitAsync();
            try
            {
                {|LMI1002:s_many++|};
            }
            finally
            {
                Many.Release();
            }

            Rw.EnterWriteLock();
            try
            {
                s_rw++;
            }
            finally
            {
                Rw.ExitWriteLock();
            }

            if (!Monitor.TryEnter(_g))
                return 0;
            try
            {
                _d["x"] = 1;
            }
            finally
            {
                Monitor.Exit(_g);
            }

            if (Monitor.TryEnter(_g))
            {
                try
                {
                    _d["x"] = 1;
                }
                finally
                {
                    Monitor.Exit(_g);
                }
            }

            lock (_g)
            {
                _n++;
            }

            {|LMI1002:s_m2|} = 3;
            return 1;
        }

        public int Spin(string e, ILambdaContext c)
        {
            bool t = false;
            try
            {
                s_spin.Enter(ref t);
                s_m3++;
            }
            finally
            {
                if (t)
                    s_spin.Exit();
            }

            return 0;
        }

        static int s_m3;
        static readonly object Gate = new();
        static int s_yielded;
        static int s_broken;
        public int Lazily(string e, ILambdaContext c)
        {
            foreach (var n in Yielding())
                return n;
            foreach (var n in Breaking())
                return n;
            return 0;
        }

        // What comes after a value that was handed out runs without the lock as well.
        static IEnumerable<int> Yielding()
        {
            if (!Monitor.TryEnter(Gate))
                yield return 0;
            {|LMI1002:s_yielded++|};
        }

        static IEnumerable<int> Breaking()
        {
            if (!Monitor.TryEnter(Gate))
                yield break;
            s_broken++;
            Monitor.Exit(Gate);
            yield return 1;
        }

        void Put(string e)
        {
            _d[e] = 1;
            Put2(e);
        }

        void Put2(string e)
        {
            _d.Remove(e);
        }

        [MethodImpl(MethodImplOptions.Synchronized)]
        void Sync()
        {
            _s++;
        }
    }
}
